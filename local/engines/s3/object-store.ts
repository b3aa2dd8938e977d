import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { openDatabase } from '../open-database.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, createdAt INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modifiedAt INTEGER NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;`;

/** Headers as they were put and are given back: content type and its kin, `x-amz-meta-…`, checksum. */
const headerMap = z.record(z.string(), z.string());

const objectRow = z.object({
  key: z.string(),
  file: z.string(),
  size: z.int(),
  /** With its quotes, as in the header. */
  etag: z.string(),
  modifiedAt: z.int(),
  headers: z.string().transform((json) => headerMap.parse(JSON.parse(json))),
});
export type StoredObject = z.infer<typeof objectRow>;

export type ObjectToPut = {
  readonly body: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Bodies are files, everything else is a row. A new body is whole on disk before the row names it. */
export class ObjectStore {
  readonly #db: DatabaseSync;
  readonly #folder: string;
  readonly #isTemporary: boolean;

  constructor(dataFolder: string | null) {
    this.#isTemporary = dataFolder === null;
    this.#folder = dataFolder === null ? mkdtempSync(join(tmpdir(), 'billow-s3-')) : join(dataFolder, 'objects');
    mkdirSync(this.#folder, { recursive: true });
    this.#db = openDatabase(dataFolder, SCHEMA);
    this.#removeUnnamedFiles();
  }

  hasBucket(bucket: string): boolean {
    return this.#db.prepare('SELECT 1 FROM bucket WHERE name = ?').get(bucket) !== undefined;
  }

  putBucket(bucket: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO bucket (name, createdAt) VALUES (?, ?)').run(bucket, Date.now());
  }

  find(bucket: string, key: string): StoredObject | null {
    const row = this.#db.prepare('SELECT * FROM object WHERE bucket = ? AND key = ?').get(bucket, key);
    return row === undefined ? null : objectRow.parse(row);
  }

  read({ file }: StoredObject): Buffer {
    return readFileSync(join(this.#folder, file));
  }

  put(bucket: string, key: string, { body, etag, headers }: ObjectToPut): void {
    const file = randomUUID();
    writeFileSync(join(this.#folder, file), body, { flush: true });
    const before = this.find(bucket, key);
    this.#db
      .prepare('INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(bucket, key, file, body.length, etag, Date.now(), JSON.stringify(headers));
    if (before !== null) this.#removeFile(before.file);
  }

  delete(bucket: string, key: string): void {
    const before = this.find(bucket, key);
    if (before === null) return;
    this.#db.prepare('DELETE FROM object WHERE bucket = ? AND key = ?').run(bucket, key);
    this.#removeFile(before.file);
  }

  /** In the order of the keys' UTF-8 bytes, as S3 lists them; `after` itself is left out. */
  list(bucket: string, { prefix, after }: { readonly prefix: string; readonly after: string }): Iterable<StoredObject> {
    const rows = this.#db
      .prepare('SELECT * FROM object WHERE bucket = ? AND key > ? AND key >= ? ORDER BY key')
      .iterate(bucket, after, prefix);
    return takeWhile(rows, (object) => object.key.startsWith(prefix));
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
    if (this.#isTemporary) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What a crash between file and row left behind. */
  #removeUnnamedFiles(): void {
    const rows = z.array(z.object({ file: z.string() })).parse(this.#db.prepare('SELECT file FROM object').all());
    const named = new Set(rows.map(({ file }) => file));
    for (const file of readdirSync(this.#folder)) {
      if (!named.has(file)) this.#removeFile(file);
    }
  }

  #removeFile(file: string): void {
    rmSync(join(this.#folder, file), { force: true });
  }
}

function* takeWhile(rows: Iterable<unknown>, isWanted: (object: StoredObject) => boolean): Iterable<StoredObject> {
  for (const row of rows) {
    const object = objectRow.parse(row);
    if (!isWanted(object)) return;
    yield object;
  }
}
