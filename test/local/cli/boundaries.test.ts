import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Each of these breaks exactly the rule named, or none. The tree is a small copy of ours. */
const IMPORTS = [
  { from: 'domain/rating/tier.ts', to: '@aws-sdk/client-sqs', breaks: 'domain-is-pure' },
  { from: 'domain/billing/bill.ts', to: 'decimal.js', breaks: 'one-decimal' },
  { from: 'domain/billing/cycle.ts', to: 'temporal-polyfill', breaks: 'one-calendar' },
  { from: 'domain/billing/node.ts', to: 'node:fs', breaks: 'domain-is-pure' },
  { from: 'domain/money/decimal.ts', to: 'decimal.js', breaks: null },
  { from: 'test/property/decimal.test.ts', to: 'decimal.js', breaks: null },
  { from: 'domain/time/zone.ts', to: 'temporal-polyfill', breaks: null },
  { from: 'events/usage.ts', to: '../functions/ports.ts', breaks: 'events-are-contracts' },
  { from: 'events/usage-ok.ts', to: 'zod', breaks: null },
  { from: 'templates/page.ts', to: '../functions/ports.ts', breaks: 'templates-draw' },
  { from: 'functions/use-cases/bill.ts', to: '../adapters/dynamo/store.ts', breaks: 'use-cases-see-ports' },
  { from: 'functions/use-cases/bill-ok.ts', to: '../ports.ts', breaks: null },
  { from: 'functions/shared/door.ts', to: '@aws-sdk/client-sqs', breaks: 'adapters-know-aws' },
  { from: 'functions/adapters/sqs/send.ts', to: '@aws-sdk/client-sqs', breaks: null },
  { from: 'functions/http/contract/bills.ts', to: '../../use-cases/bill-ok.ts', breaks: 'contracts-stand-alone' },
  { from: 'infra/app.ts', to: '../functions/ports.ts', breaks: 'infra-names-paths' },
  { from: 'infra/api.ts', to: '../functions/http/routes.ts', breaks: null },
  { from: 'console/src/page.ts', to: '../../domain/money/decimal.ts', breaks: 'console-shares-contracts' },
  { from: 'console/src/api.ts', to: '../../functions/http/routes.ts', breaks: null },
  { from: 'functions/queue/rate.ts', to: '../../local/stack.ts', breaks: 'nobody-needs-the-workshop' },
  { from: 'functions/queue/gone.ts', to: './nowhere.ts', breaks: 'not-found' },
  { from: 'functions/queue/dev.ts', to: 'vitest', breaks: 'what-is-deployed-is-a-dependency' },
  { from: 'local/a.ts', to: './b.ts', breaks: 'no-circles' },
] as const;

const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

let root: string;
const broken = new Map<string, string[]>();
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'billow-boundaries-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const dependencies = { '@aws-sdk/client-sqs': '1', 'decimal.js': '1', 'temporal-polyfill': '1', zod: '1' };
  const devDependencies = { vitest: '1' };
  write('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies }));
  for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  const others = [
    'functions/ports.ts',
    'functions/adapters/dynamo/store.ts',
    'functions/http/routes.ts',
    'local/stack.ts',
  ];
  for (const path of [...others, 'bench/run.ts', 'test/one.ts']) write(path, 'export const value = 1;\n');
  write('local/b.ts', "import * as a from './a.ts';\nexport const value = a;\n");
  for (const { from, to } of IMPORTS) write(from, `import * as other from '${to}';\nexport const value = other;\n`);
  const rooms = ['domain', 'events', 'functions', 'templates', 'infra', 'local', 'console', 'bench', 'test'];
  const command = join(ROOT, 'node_modules', '.bin', 'depcruise');
  const rules = join(ROOT, '.dependency-cruiser.mjs');
  const run = spawnSync(command, [...rooms, '--config', rules, '--output-type', 'json'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const { from, rule } of report.parse(JSON.parse(run.stdout)).summary.violations) {
    broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test.for(IMPORTS)('$from importing $to breaks: $breaks', ({ from, breaks }) => {
  const rules = broken.get(from) ?? [];
  if (breaks === null) expect(rules).toEqual([]);
  else expect(rules).toContain(breaks);
});
