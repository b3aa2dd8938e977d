import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * An engine's own SQLite file, or memory when it has no folder.
 *
 * WAL with `synchronous = NORMAL`: what was answered survives `kill -9` of this process without an fsync per request;
 * only a power cut may lose the last moments, which is fine on a developer's machine.
 */
export function openDatabase(dataFolder: string | null, schema: string): DatabaseSync {
  if (dataFolder !== null) mkdirSync(dataFolder, { recursive: true });
  const db = new DatabaseSync(dataFolder === null ? ':memory:' : join(dataFolder, 'engine.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
  db.exec(schema);
  return db;
}

/** All of `work` or nothing. One transaction a request is also what makes batches fast. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
