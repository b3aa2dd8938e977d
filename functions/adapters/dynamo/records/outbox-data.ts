import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { OutboxRecord } from '../../../records.ts';

type Made = Extract<OutboxRecord['message'], { type: 'notifications.made.v1' }>;

/** As it lies in the table: whole notifications are deflated, since hundreds of them differ in little but an address. */
export type OutboxData = Omit<OutboxRecord, 'message'> & {
  readonly message: Exclude<OutboxRecord['message'], Made> | { readonly type: Made['type']; readonly packed: string };
};

export function outboxData(record: OutboxRecord): OutboxData {
  const { message } = record;
  if (message.type !== 'notifications.made.v1') return { ...record, message };
  const packed = deflateRawSync(JSON.stringify(message.notifications)).toString('base64');
  return { ...record, message: { type: message.type, packed } };
}

export function outboxRecord(data: OutboxData): OutboxRecord {
  const { message } = data;
  if (message.type !== 'notifications.made.v1') return { ...data, message };
  const notifications = JSON.parse(
    inflateRawSync(Buffer.from(message.packed, 'base64')).toString(),
  ) as Made['notifications'];
  return { ...data, message: { type: message.type, notifications } };
}
