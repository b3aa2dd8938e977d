import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isAlive } from '../file-lock.mjs';

/** What other commands know of the running stack: where it is and who opens it. */
const stackFile = z.object({
  processId: z.number(),
  urls: z.record(z.string(), z.string()),
  usageQueueUrl: z.string(),
  tableName: z.string(),
  homeSite: z.string(),
  operators: z.object({ poolId: z.string(), clientId: z.string() }),
});
export type StackFile = z.infer<typeof stackFile>;

const fileIn = (dataFolder: string) => join(dataFolder, 'stack.json');

export function writeStackFile(dataFolder: string, stack: StackFile): void {
  writeFileSync(fileIn(dataFolder), `${JSON.stringify(stack, null, 2)}\n`);
}

export function removeStackFile(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** The stack that runs on a data folder, or null. A file that a crash left behind counts as none. */
export function runningStack(dataFolder: string): StackFile | null {
  try {
    const stack = stackFile.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return isAlive(stack.processId) ? stack : null;
  } catch {
    return null;
  }
}
