import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { QueueCounts } from '../engine.ts';
import { inTransaction } from '../open-database.ts';
import { type MessageAttributes, messageAttributes } from './message-attributes.ts';
import { settingsOf } from './queue-attributes.ts';
import { nameOfArn } from './queue-names.ts';

export const QUEUE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS queue (name TEXT PRIMARY KEY, attributes TEXT NOT NULL, createdAt INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, messageId TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL, receiveCount INTEGER NOT NULL,
    firstReceivedAt INTEGER, handle TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS dueInQueue ON message (queue, visibleAt, seq);`;

const messageRow = z.object({
  seq: z.int(),
  messageId: z.string(),
  body: z.string(),
  attributes: z.string().transform((json) => messageAttributes.parse(JSON.parse(json))),
  sentAt: z.int(),
  receiveCount: z.int(),
  firstReceivedAt: z.int().nullable(),
});

/** A message just taken; times in epoch milliseconds. */
export type TakenMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
  readonly receiptHandle: string;
};

export type MessageToSend = {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly delaySeconds?: number | undefined;
};

const countsRow = z.object({ visible: z.int(), inFlight: z.int(), delayed: z.int() });
const attributesRow = z.object({ attributes: z.string(), createdAt: z.int() });
const attributeMap = z.record(z.string(), z.string());

/**
 * Queues and messages as rows: a message is visible when `visibleAt` has passed, in flight when it holds a handle and
 * the time has not come, delayed when it was never received. No timers keep state, so a restart changes nothing.
 */
export class QueueStore {
  readonly #db: DatabaseSync;
  readonly #statements: Readonly<Record<StatementName, StatementSync>>;
  readonly #arrived: (queue: string) => void;
  #sweptAt = 0;

  /** `arrived` is called when messages of a queue may have become visible: those who wait for them look again. */
  constructor(db: DatabaseSync, arrived: (queue: string) => void) {
    this.#db = db;
    this.#statements = prepareAll(db);
    this.#arrived = arrived;
  }

  /** Null when there is no such queue. */
  findQueue(
    name: string,
  ): { readonly attributes: Readonly<Record<string, string>>; readonly createdAt: number } | null {
    const row = this.#statements.findQueue.get(name);
    if (row === undefined) return null;
    const { attributes, createdAt } = attributesRow.parse(row);
    return { attributes: attributeMap.parse(JSON.parse(attributes)), createdAt };
  }

  putQueue(name: string, attributes: Readonly<Record<string, string>>, now: number): void {
    this.#statements.putQueue.run(name, JSON.stringify(attributes), now);
  }

  deleteQueue(name: string): void {
    inTransaction(this.#db, () => {
      this.#statements.purge.run(name);
      this.#statements.deleteQueue.run(name);
    });
  }

  queueNames(prefix: string): string[] {
    const rows = z.array(z.object({ name: z.string() })).parse(this.#statements.queueNames.all());
    return rows.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  }

  /** All messages or none; answers their ids in order. */
  send(queue: string, messages: readonly MessageToSend[], now: number): string[] {
    const { delaySeconds } = settingsOf(this.#attributes(queue));
    const messageIds = inTransaction(this.#db, () =>
      messages.map((message) => {
        const messageId = randomUUID();
        const visibleAt = now + (message.delaySeconds ?? delaySeconds) * 1000;
        const attributes = JSON.stringify(message.attributes);
        this.#statements.insert.run(queue, messageId, message.body, attributes, now, visibleAt);
        return messageId;
      }),
    );
    this.#arrived(queue);
    return messageIds;
  }

  /**
   * Takes up to `max` visible messages, oldest first. One that was already received `maxReceiveCount` times goes to the
   * dead-letter queue instead, as AWS does it: at the receive that would have been one too many.
   */
  take(
    queue: string,
    options: { readonly max: number; readonly now: number; readonly visibilitySeconds?: number | undefined },
  ) {
    const { now, max } = options;
    const settings = settingsOf(this.#attributes(queue));
    const visibleAt = now + (options.visibilitySeconds ?? settings.visibilityTimeoutSeconds) * 1000;
    const deadLetters =
      settings.redrive === null ? null : this.#existing(nameOfArn(settings.redrive.deadLetterTargetArn));
    this.#sweep(now);
    const moved: string[] = [];
    const taken = inTransaction(this.#db, () => {
      const taken: TakenMessage[] = [];
      for (;;) {
        const rows = z.array(messageRow).parse(this.#statements.due.all(queue, now, max - taken.length));
        for (const row of rows) {
          if (
            settings.redrive !== null &&
            deadLetters !== null &&
            row.receiveCount >= settings.redrive.maxReceiveCount
          ) {
            this.#statements.move.run(deadLetters, now, row.seq);
            moved.push(deadLetters);
          } else {
            taken.push(this.#mark(row, now, visibleAt));
          }
        }
        // A visibility of 0 leaves the rows due: they would be found again for ever.
        if (rows.length === 0 || taken.length >= max || visibleAt <= now) return taken;
      }
    });
    for (const name of new Set(moved)) this.#arrived(name);
    return taken;
  }

  /** Unknown and outdated handles count as deleted, as in AWS. */
  delete(queue: string, receiptHandles: readonly string[]): void {
    inTransaction(this.#db, () => {
      for (const handle of receiptHandles) this.#statements.delete.run(seqOf(handle), queue, handle);
    });
  }

  /** Visible again at once; handles that are no longer in flight are passed over. */
  release(queue: string, receiptHandles: readonly string[], now: number): void {
    inTransaction(this.#db, () => {
      for (const handle of receiptHandles)
        this.#statements.changeVisibility.run(now, seqOf(handle), queue, handle, now);
    });
    this.#arrived(queue);
  }

  /** False when the message is not in flight under this handle. */
  changeVisibility(
    queue: string,
    handle: string,
    { seconds, now }: { readonly seconds: number; readonly now: number },
  ) {
    const { changes } = this.#statements.changeVisibility.run(now + seconds * 1000, seqOf(handle), queue, handle, now);
    if (changes === 1) this.#arrived(queue);
    return changes === 1;
  }

  /** When the next message becomes visible (perhaps in the past), or null when none waits. */
  nextVisibleAt(queue: string): number | null {
    return z.object({ next: z.int().nullable() }).parse(this.#statements.nextVisible.get(queue)).next;
  }

  counts(queue: string, now: number): QueueCounts {
    this.#attributes(queue); // throws when there is no such queue: 0 would be an answer to another question
    this.#sweep(now);
    return countsRow.parse(this.#statements.counts.get(now, now, now, queue));
  }

  /** Sends everything in a dead-letter queue that is not in flight back to the queue that it is of. */
  redrive(deadLetters: string, now: number): void {
    const [source] = this.queueNames('').filter((name) => {
      const target = settingsOf(this.#attributes(name)).redrive?.deadLetterTargetArn;
      return target !== undefined && nameOfArn(target) === deadLetters;
    });
    if (source === undefined) throw new AwsError('UnsupportedOperation', 'No queue has this one for its dead letters.');
    this.#statements.moveBack.run(source, now, deadLetters, now);
    this.#arrived(source);
  }

  purge(queue: string): void {
    this.#statements.purge.run(queue);
  }

  #mark(row: z.infer<typeof messageRow>, now: number, visibleAt: number): TakenMessage {
    const { seq, ...message } = row;
    const receiptHandle = `${seq}.${randomBytes(18).toString('base64url')}`;
    this.#statements.mark.run(visibleAt, now, receiptHandle, seq);
    const firstReceivedAt = row.firstReceivedAt ?? now;
    return { ...message, receiveCount: row.receiveCount + 1, firstReceivedAt, receiptHandle };
  }

  /** Retention is a matter of days: once a minute is soon enough, and a scan at every receive would be dear. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < 60_000) return;
    this.#sweptAt = now;
    for (const name of this.queueNames('')) {
      const { messageRetentionSeconds } = settingsOf(this.#attributes(name));
      this.#statements.dropOld.run(name, now - messageRetentionSeconds * 1000);
    }
  }

  #attributes(queue: string): Readonly<Record<string, string>> {
    const found = this.findQueue(queue);
    if (found === null) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return found.attributes;
  }

  /** A policy may name a queue that was deleted since; then nothing is redriven, as in AWS. */
  #existing(queue: string): string | null {
    return this.findQueue(queue) === null ? null : queue;
  }
}

const SQL = {
  findQueue: 'SELECT attributes, createdAt FROM queue WHERE name = ?',
  putQueue: `INSERT INTO queue (name, attributes, createdAt) VALUES (?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET attributes = excluded.attributes`,
  deleteQueue: 'DELETE FROM queue WHERE name = ?',
  queueNames: 'SELECT name FROM queue ORDER BY name',
  insert: `INSERT INTO message (queue, messageId, body, attributes, sentAt, visibleAt, receiveCount)
           VALUES (?, ?, ?, ?, ?, ?, 0)`,
  due: `SELECT seq, messageId, body, attributes, sentAt, receiveCount, firstReceivedAt FROM message
        WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, seq LIMIT ?`,
  mark: `UPDATE message SET visibleAt = ?, receiveCount = receiveCount + 1,
         firstReceivedAt = coalesce(firstReceivedAt, ?), handle = ? WHERE seq = ?`,
  move: `UPDATE message SET queue = ?, visibleAt = ?, receiveCount = 0, firstReceivedAt = NULL, handle = NULL WHERE seq = ?`,
  moveBack: `UPDATE message SET queue = ?, visibleAt = ?, receiveCount = 0, firstReceivedAt = NULL, handle = NULL
             WHERE queue = ? AND visibleAt <= ?`,
  delete: 'DELETE FROM message WHERE seq = ? AND queue = ? AND handle = ?',
  changeVisibility: 'UPDATE message SET visibleAt = ? WHERE seq = ? AND queue = ? AND handle = ? AND visibleAt > ?',
  dropOld: 'DELETE FROM message WHERE queue = ? AND sentAt < ?',
  nextVisible: 'SELECT min(visibleAt) AS next FROM message WHERE queue = ?',
  counts: `SELECT count(*) FILTER (WHERE visibleAt <= ?) AS visible,
           count(*) FILTER (WHERE visibleAt > ? AND handle IS NOT NULL) AS inFlight,
           count(*) FILTER (WHERE visibleAt > ? AND handle IS NULL) AS delayed FROM message WHERE queue = ?`,
  purge: 'DELETE FROM message WHERE queue = ?',
} as const;
type StatementName = keyof typeof SQL;

function prepareAll(db: DatabaseSync): Readonly<Record<StatementName, StatementSync>> {
  const prepare = (name: StatementName) => db.prepare(SQL[name]);
  return {
    findQueue: prepare('findQueue'),
    putQueue: prepare('putQueue'),
    deleteQueue: prepare('deleteQueue'),
    queueNames: prepare('queueNames'),
    insert: prepare('insert'),
    due: prepare('due'),
    mark: prepare('mark'),
    move: prepare('move'),
    moveBack: prepare('moveBack'),
    delete: prepare('delete'),
    changeVisibility: prepare('changeVisibility'),
    dropOld: prepare('dropOld'),
    nextVisible: prepare('nextVisible'),
    counts: prepare('counts'),
    purge: prepare('purge'),
  };
}

const seqOf = (receiptHandle: string) => Number.parseInt(receiptHandle, 10) || 0;
