import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { processInfo } from '../process-info.ts';

/**
 * Who runs DynamoDB Local on a data folder. The watchdog already ends Java with its owner; this record is for the rest:
 * a watchdog that was itself killed, and two stacks started on one folder.
 */
const processRecord = z.object({
  ownerProcessId: z.int().positive(),
  watchdogProcessId: z.int().positive(),
  javaProcessId: z.int().positive(),
});
export type ProcessRecord = z.infer<typeof processRecord>;

const GONE_WITHIN_MS = 10_000;
const SIGKILL_AFTER_MS = 6_000;

export function writeProcessRecord(dataFolder: string, record: ProcessRecord): void {
  const { ownerProcessId, watchdogProcessId, javaProcessId } = record;
  writeFileSync(fileIn(dataFolder), JSON.stringify({ ownerProcessId, watchdogProcessId, javaProcessId }));
}

export function clearProcessRecord(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/**
 * Ends a JVM that an earlier run left on this folder. Throws when its owner still runs: then it is not forgotten, and
 * two databases must not share a file.
 */
export async function endForgottenJvm(dataFolder: string): Promise<void> {
  const record = readProcessRecord(dataFolder);
  if (record === null) return;
  if (!isOurJvm(record, dataFolder)) return clearProcessRecord(dataFolder);
  if (processInfo(record.watchdogProcessId)?.parentId === record.ownerProcessId) {
    throw new Error(
      `The data folder ${dataFolder} is in use by a running stack (process ${record.ownerProcessId}). Stop that one, or choose another data folder.`,
    );
  }
  await end(record, dataFolder);
  clearProcessRecord(dataFolder);
}

/** Process ids are reused; only the command line proves that it is our Java on this very folder. */
function isOurJvm({ javaProcessId }: ProcessRecord, dataFolder: string): boolean {
  const command = processInfo(javaProcessId)?.command ?? '';
  return command.includes('DynamoDBLocal.jar') && command.includes(`-dbPath ${dataFolder}`);
}

async function end(record: ProcessRecord, dataFolder: string): Promise<void> {
  const startedAt = Date.now();
  signal(record.javaProcessId, 'SIGTERM');
  let forced = false;
  while (isOurJvm(record, dataFolder)) {
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > GONE_WITHIN_MS) throw new Error(`Could not end the forgotten Java process ${record.javaProcessId}.`);
    if (waitedMs > SIGKILL_AFTER_MS && !forced) {
      signal(record.javaProcessId, 'SIGKILL');
      forced = true;
    }
    await new Promise((again) => setTimeout(again, 50));
  }
}

function signal(processId: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(processId, name);
  } catch {
    // gone between the look and the signal
  }
}

/** A torn or foreign file counts as none: the worst case is a port that is taken, which is reported. */
function readProcessRecord(dataFolder: string): ProcessRecord | null {
  try {
    return processRecord.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

const fileIn = (dataFolder: string) => join(dataFolder, 'processes.json');
