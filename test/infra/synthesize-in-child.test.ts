import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../infra/functions.ts';
import { synthesizeInChild } from '../../infra/synthesize-in-child.ts';

const folder = mkdtempSync(join(tmpdir(), 'billow-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a child writes the templates with the settings that it was given', async () => {
  const functionsDir = join(folder, 'functions');
  for (const { name } of FUNCTIONS) {
    mkdirSync(join(functionsDir, name), { recursive: true });
    writeFileSync(join(functionsDir, name, 'index.mjs'), '');
  }
  const outdir = join(folder, 'cdk.out');
  const context = { functionsDir, mailFrom: 'bills@billow.test', consoleOrigins: 'http://127.0.0.1:9999' };
  await synthesizeInChild({ stage: 'local', outdir, context });
  const read = (part: string) => readFileSync(join(outdir, `billow-local-${part}.template.json`), 'utf8');
  expect(read('data')).toContain('bills@billow.test');
  expect(read('app')).toContain('http://127.0.0.1:9999/');
  expect(read('app')).not.toContain(':7411');
});

test('a child that fails says why', async () => {
  const context = { functionsDir: join(folder, 'nowhere') };
  const synthesis = synthesizeInChild({ stage: 'local', outdir: join(folder, 'cdk.out.2'), context });
  await expect(synthesis).rejects.toThrow(/nowhere/);
});
