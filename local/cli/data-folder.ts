import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processInfo } from '../engines/process-info.ts';
import { type FileLock, takeFileLock } from '../file-lock.mjs';
import { runningStack } from './stack-file.ts';

/** All that a stack keeps. A reset removes these and nothing else: the folder may be one that a person chose. */
const OURS = [
  'demo.json',
  'dynamodb',
  'logs',
  'mailbox',
  'operator.json',
  's3',
  'sign-in',
  'sqs',
  'stack.json',
  'stream-positions.json',
];

/**
 * Makes the data folder this process's own until it is released.
 * @throws a sentence for people when another stack runs on it
 */
export function claimDataFolder(dataFolder: string): FileLock {
  mkdirSync(dataFolder, { recursive: true });
  const lock = takeFileLock(join(dataFolder, 'start.lock'), isStart);
  if ('release' in lock) return lock;
  const console = runningStack(dataFolder)?.urls['console'];
  throw new Error(
    [
      `Billow already runs on ${dataFolder} (process ${lock.ownerProcessId})${console ? `: ${console}` : '.'}`,
      'Stop that one with Ctrl-C, or start a second one beside it:',
      '  npm start -- --data .billow-2 --port 7510',
    ].join('\n'),
  );
}

/** Process ids are reused, after a restart of the machine above all. */
function isStart(processId: number): boolean {
  return processInfo(processId)?.command.includes('start.ts') ?? false;
}

export function resetDataFolder(dataFolder: string): void {
  for (const name of OURS) rmSync(join(dataFolder, name), { recursive: true, force: true });
}
