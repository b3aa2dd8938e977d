import * as z from 'zod';
import type { OutboxRecord } from '../../../records.ts';
import { outboxRecord } from './outbox-data.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const number = z.object({ N: z.coerce.number() }).transform(({ N }) => N);
const type = <T extends string>(name: T) => z.object({ S: z.literal(name) }).transform(({ S }) => S);

const request = z
  .object({ M: z.object({ notificationId: text, request: number }) })
  .transform(({ M: { notificationId, request } }) => ({ notificationId, request }));

const identifier = z
  .object({ M: z.object({ identifier: text, serviceId: text, at: number, quarantineDays: number, zone: text }) })
  .transform(({ M: { identifier, serviceId, at, quarantineDays, zone } }) => {
    return { identifier, serviceId, at, quarantineDays, zone };
  });

const message = z.union([
  z
    .object({ type: type('mail.requested.v1'), customerId: text, communicationId: text })
    .transform(({ type, customerId, communicationId }) => ({ type, customerId, communicationId })),
  z
    .object({
      type: type('notifications.requested.v1'),
      notifications: z.object({ L: z.array(request) }).transform(({ L }) => L),
    })
    .transform(({ type, notifications }) => ({ type, notifications })),
  z
    .object({
      type: type('identifiers.released.v1'),
      identifiers: z.object({ L: z.array(identifier) }).transform(({ L }) => L),
    })
    .transform(({ type, identifiers }) => ({ type, identifiers })),
  z.object({ type: type('notifications.made.v1'), packed: text }).transform(({ type, packed }) => ({ type, packed })),
]);

/** A new outbox item as the table's stream tells it: DynamoDB's own JSON, with the type of every value named. */
const image = z.object({
  data: z.object({
    M: z.object({
      siteId: text,
      outboxId: text,
      at: number,
      version: number,
      message: z.object({ M: message }).transform(({ M }) => M),
    }),
  }),
});

/** Reads what outboxEntity wrote from a stream record's new image. Throws for anything else. */
export function outboxFromImage(newImage: unknown): OutboxRecord {
  const { siteId, outboxId, at, version, message } = image.parse(newImage).data.M;
  return outboxRecord({ siteId, outboxId, at, version, message });
}
