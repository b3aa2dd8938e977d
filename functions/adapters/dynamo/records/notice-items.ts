import type { Notification } from '../../../../domain/notification/notification.ts';
import type { Change } from '../../../ports.ts';
import type { OutboxRecord } from '../../../records.ts';
import { ID_PADDING, instantKey, notificationsPartition } from '../keys.ts';
import type { TransactItem } from '../transact-item.ts';
import { putIfVersion } from './conditional-write.ts';
import { outboxData } from './outbox-data.ts';

/** The stream sends an outbox item on at once; it stays for a month to be looked at. */
export const OUTBOX_KEPT_SECONDS = 30 * 24 * 60 * 60;

/** In the place of a customer for what is about none; no customer is called so. */
const NOBODY = 'nobody';

/** What a notification is listed by: those of a customer by time, and those of the site that are in its state. */
export function listedNotification({ siteId, notificationId, customerId, at, state }: Notification) {
  const listKey = `${instantKey(at)}#${notificationId}`;
  return {
    customerId: customerId ?? NOBODY,
    listKey,
    gsi1pk: notificationsPartition(siteId, state),
    gsi1sk: listKey,
  };
}

/**
 * What a commit of ledgers has to tell, written by hand as notificationEntity and outboxEntity read it: whoever rates or charges must
 * start fast. `systemNow` in epoch milliseconds. Throws for any other change: that is committed elsewhere.
 */
export function noticeItem(table: string, change: Change, systemNow: () => number): TransactItem {
  if ('put' in change && change.put === 'notification') return notificationItem(table, change.value);
  if ('put' in change && change.put === 'outbox') return outboxItem(table, change.value, systemNow);
  throw new Error(`A commit of ledgers tells notifications, nothing else: ${JSON.stringify(Object.values(change)[0])}`);
}

function notificationItem(table: string, notification: Notification): TransactItem {
  const { siteId, notificationId, version } = notification;
  const listed = listedNotification(notification);
  const Item = {
    pk: `${siteId}#notification#${notificationId}`,
    sk: 'notification',
    entity: 'notification',
    schema: '1',
    siteId,
    notificationId,
    ...listed,
    gsi2pk: `${siteId}#notifications#${listed.customerId.padStart(ID_PADDING.length, ID_PADDING.char)}`,
    gsi2sk: listed.listKey,
    data: { ...notification, version: version + 1 },
  };
  return putIfVersion({ TableName: table, Item }, version);
}

function outboxItem(table: string, record: OutboxRecord, systemNow: () => number): TransactItem {
  const { siteId, outboxId, version } = record;
  const Item = {
    pk: `${siteId}#outbox#${outboxId}`,
    sk: 'outbox',
    entity: 'outbox',
    schema: '1',
    siteId,
    outboxId,
    expiresAt: Math.floor(systemNow() / 1000) + OUTBOX_KEPT_SECONDS,
    data: { ...outboxData(record), version: version + 1 },
  };
  return putIfVersion({ TableName: table, Item }, version);
}
