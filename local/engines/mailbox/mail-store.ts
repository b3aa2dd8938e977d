import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { StoredMail } from '../engine.ts';
import { inTransaction, openDatabase } from '../open-database.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mail (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, messageId TEXT NOT NULL UNIQUE, receivedAt TEXT NOT NULL,
    sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL, plain TEXT, html TEXT,
    search TEXT NOT NULL) STRICT;`;

const recipientLists = z.object({
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
});

const mailRow = z
  .object({
    messageId: z.string(),
    receivedAt: z.string(),
    sender: z.string(),
    recipients: z.string().transform((json) => recipientLists.parse(JSON.parse(json))),
    subject: z.string(),
    plain: z.string().nullable(),
    html: z.string().nullable(),
  })
  .transform(
    ({ sender, plain, recipients, ...mail }): StoredMail => ({ ...mail, ...recipients, from: sender, text: plain }),
  );

export type NewMail = Omit<StoredMail, 'messageId' | 'receivedAt'>;

/** A page of the inbox, newest first; `search` looks into addresses and subject. */
export type MailQuery = { readonly search: string; readonly limit: number; readonly offset: number };

/** Enough for years of a demo; older mails fall out. */
export const MOST_MAILS = 5_000;

export class MailStore {
  readonly #db: DatabaseSync;

  constructor(dataFolder: string | null) {
    this.#db = openDatabase(dataFolder, SCHEMA);
  }

  add(mail: NewMail, receivedAt: string): string {
    const messageId = randomUUID();
    const { to, cc, bcc, replyTo } = mail;
    const recipients = JSON.stringify({ to, cc, bcc, replyTo });
    const search = [mail.from, ...to, ...cc, ...bcc, mail.subject].join('\n').toLowerCase();
    inTransaction(this.#db, () => {
      const { lastInsertRowid } = this.#db
        .prepare(
          `INSERT INTO mail (messageId, receivedAt, sender, recipients, subject, plain, html, search)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(messageId, receivedAt, mail.from, recipients, mail.subject, mail.text, mail.html, search);
      this.#db.prepare('DELETE FROM mail WHERE seq <= ?').run(Number(lastInsertRowid) - MOST_MAILS);
    });
    return messageId;
  }

  find(messageId: string): StoredMail | null {
    const row = this.#db.prepare('SELECT * FROM mail WHERE messageId = ?').get(messageId);
    return row === undefined ? null : mailRow.parse(row);
  }

  list({ search, limit, offset }: MailQuery): readonly StoredMail[] {
    const rows = this.#db
      .prepare('SELECT * FROM mail WHERE instr(search, ?) > 0 OR ? = ? ORDER BY seq DESC LIMIT ? OFFSET ?')
      .all(search.toLowerCase(), search, '', limit, offset);
    return z.array(mailRow).parse(rows);
  }

  count(search: string): number {
    const row = this.#db
      .prepare('SELECT count(*) AS mails FROM mail WHERE instr(search, ?) > 0 OR ? = ?')
      .get(search.toLowerCase(), search, '');
    return z.object({ mails: z.int() }).parse(row).mails;
  }

  clear(): void {
    this.#db.exec('DELETE FROM mail');
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
