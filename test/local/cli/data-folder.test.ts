import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDataFolder, resetDataFolder } from '../../../local/cli/data-folder.ts';
import { runningStack, writeStackFile } from '../../../local/cli/stack-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billow-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockedBy = (processId: number | undefined) => writeFileSync(join(folder, 'start.lock'), `${processId}\n`);
const stackOf = (processId: number) => ({
  processId,
  urls: { console: 'http://127.0.0.1:7411' },
  usageQueueUrl: 'http://127.0.0.1:7413/000000000000/usage',
  tableName: 'table',
  homeSite: 'demo',
  operators: { poolId: 'pool', clientId: 'client' },
});

test('a second stack on the same folder is told which one runs there, and how to start beside it', async () => {
  // The first word counts: a process whose command line names start.ts.
  const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', 'start.ts'], { stdio: 'ignore' });
  try {
    lockedBy(other.pid);
    writeStackFile(folder, stackOf(other.pid ?? 0));
    expect(() => claimDataFolder(folder)).toThrow(
      `Billow already runs on ${folder} (process ${other.pid}): http://127.0.0.1:7411\n`,
    );
  } finally {
    other.kill();
  }
});

test.for([
  { owner: 4_194_304_999, because: 'it is gone' },
  { owner: process.ppid, because: 'its number belongs to another program now' },
])('the lock of process $owner is taken over, as $because', ({ owner }) => {
  lockedBy(owner);
  const claim = claimDataFolder(folder);
  expect(existsSync(join(folder, 'start.lock'))).toBe(true);
  claim.release();
  expect(existsSync(join(folder, 'start.lock'))).toBe(false);
});

test('a stack that crashed counts as none', () => {
  writeStackFile(folder, stackOf(4_194_304_999));
  expect(runningStack(folder)).toBeNull();
  writeStackFile(folder, stackOf(process.pid));
  expect(runningStack(folder)).toEqual(stackOf(process.pid));
});

test('a reset removes what is ours and nothing else', () => {
  for (const name of ['dynamodb', 'logs', 'letters']) mkdirSync(join(folder, name));
  for (const name of ['stack.json', 'thesis.txt']) writeFileSync(join(folder, name), '');
  resetDataFolder(folder);
  const left = ['dynamodb', 'logs', 'letters', 'stack.json', 'thesis.txt'].filter((name) =>
    existsSync(join(folder, name)),
  );
  expect(left).toEqual(['letters', 'thesis.txt']);
});
