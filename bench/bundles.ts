import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FUNCTIONS } from '../infra/functions.ts';

export type BundleFigures = { readonly function: string; readonly kilobytes: number; readonly importCpuMs: number };

const run = promisify(execFile);
const REPEATS = 5;

/** Every variable that a function may ask for when it is loaded; nothing is called. */
const SETTINGS: Readonly<Record<string, string>> = {
  AWS_REGION: 'us-east-1',
  ...Object.fromEntries(
    [
      'TABLE_NAME',
      'HOME_SITE',
      ...['USAGE', 'BILLING', 'INVOICING', 'LIFECYCLE', 'COLLECTION', 'MAIL', 'CLOCK'].map(
        (queue) => `${queue}_QUEUE_URL`,
      ),
      'USAGE_DEAD_LETTER_QUEUE_URL',
      'DOCUMENTS_BUCKET',
      'MAIL_FROM',
      'PUBLIC_API_URL',
    ].map((name) => [name, 'http://127.0.0.1:9/bench']),
  ),
};

/** Prints the CPU that importing a module takes, in microseconds: user and system, without what Node itself takes to start. */
const PROBE = `const before = process.cpuUsage(); await import(process.argv[1]); const { user, system } = process.cpuUsage(before); console.log(user + system);`;

/** What a cold start loads: each function's bundle as deployed, imported in a process of its own; the median of five. */
export async function benchBundles(root: string): Promise<readonly BundleFigures[]> {
  const figures: BundleFigures[] = [];
  for (const { name } of FUNCTIONS) {
    const file = join(root, 'dist', name, 'index.mjs');
    const { size } = await stat(file);
    const times: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', PROBE, file], {
        env: { ...SETTINGS, PATH: process.env['PATH'] },
      });
      times.push(Number(stdout));
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0;
    figures.push({
      function: name,
      kilobytes: Math.round(size / 102.4) / 10,
      importCpuMs: Math.round(median / 100) / 10,
    });
  }
  return figures;
}
