import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { openDatabase } from '../open-database.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS user (
    poolId TEXT NOT NULL, username TEXT NOT NULL, email TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (poolId, username), UNIQUE (poolId, email)) STRICT;
  CREATE TABLE IF NOT EXISTS userGroup (poolId TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (poolId, name)) STRICT;
  CREATE TABLE IF NOT EXISTS refreshToken (
    digest TEXT PRIMARY KEY, session TEXT NOT NULL, expiresAt INTEGER NOT NULL) STRICT;`;

const user = z.object({
  poolId: z.string(),
  /** The `sub`: pools here sign in by e-mail address, and then Cognito makes the user name itself. */
  username: z.string(),
  /** In lower case. */
  email: z.string(),
  /** All but `sub`, by their full names. */
  attributes: z.record(z.string(), z.string()),
  groups: z.array(z.string()),
  passwordHash: z.string().nullable(),
  status: z.enum(['FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'RESET_REQUIRED']),
  isEnabled: z.boolean(),
  /** Epoch milliseconds. */
  createdAt: z.int(),
  modifiedAt: z.int(),
  resetCode: z.object({ digest: z.string(), expiresAt: z.int(), failures: z.int() }).nullable(),
});
export type User = Readonly<z.infer<typeof user>>;

const session = z.object({
  poolId: z.string(),
  clientId: z.string(),
  username: z.string(),
  /** Epoch seconds of the sign-in itself: every token of the session repeats it. */
  authTime: z.int(),
  scope: z.string(),
  originId: z.string(),
});
/** What a refresh token stands for. */
export type Session = Readonly<z.infer<typeof session>>;

const stateRow = z.object({ state: z.string() });
const sessionRow = z.object({ session: z.string(), expiresAt: z.int() });

/** Users, groups and refresh tokens of all pools. Of secrets only digests are kept. */
export class UserStore {
  readonly #db: DatabaseSync;

  constructor(dataFolder: string | null) {
    this.#db = openDatabase(dataFolder, SCHEMA);
  }

  /** By user name or e-mail address (of any case); null when there is none. */
  find(poolId: string, name: string): User | null {
    const row = this.#db
      .prepare('SELECT state FROM user WHERE poolId = ? AND (username = ? OR email = ?)')
      .get(poolId, name, name.trim().toLowerCase());
    return row === undefined ? null : readUser(row);
  }

  put(changed: User): void {
    this.#db
      .prepare(
        `INSERT INTO user (poolId, username, email, state) VALUES (?, ?, ?, ?)
         ON CONFLICT (poolId, username) DO UPDATE SET email = excluded.email, state = excluded.state`,
      )
      .run(changed.poolId, changed.username, changed.email, JSON.stringify(changed));
  }

  delete({ poolId, username }: User): void {
    this.#db.prepare('DELETE FROM user WHERE poolId = ? AND username = ?').run(poolId, username);
  }

  list(poolId: string): readonly User[] {
    return this.#db.prepare('SELECT state FROM user WHERE poolId = ? ORDER BY email').all(poolId).map(readUser);
  }

  addGroup(poolId: string, name: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO userGroup (poolId, name) VALUES (?, ?)').run(poolId, name);
  }

  groups(poolId: string): readonly string[] {
    const rows = this.#db.prepare('SELECT name FROM userGroup WHERE poolId = ? ORDER BY name').all(poolId);
    return rows.map((row) => z.object({ name: z.string() }).parse(row).name);
  }

  openSession(opened: Session, expiresAt: number): string {
    const refreshToken = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
    this.#db.prepare('DELETE FROM refreshToken WHERE expiresAt < ?').run(Date.now());
    this.#db
      .prepare('INSERT INTO refreshToken (digest, session, expiresAt) VALUES (?, ?, ?)')
      .run(digestOf(refreshToken), JSON.stringify(opened), expiresAt);
    return refreshToken;
  }

  /** Null when the token is unknown or over. */
  findSession(refreshToken: string, now: number): Session | null {
    const row = this.#db
      .prepare('SELECT session, expiresAt FROM refreshToken WHERE digest = ?')
      .get(digestOf(refreshToken));
    if (row === undefined) return null;
    const found = sessionRow.parse(row);
    return found.expiresAt < now ? null : session.parse(JSON.parse(found.session));
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

export const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

const readUser = (row: unknown): User => user.parse(JSON.parse(stateRow.parse(row).state));
