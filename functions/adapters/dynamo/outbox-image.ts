import * as z from 'zod';
import type { OutboxRecord } from '../../ports.ts';

/** A new outbox item as the table's stream tells it: DynamoDB's own JSON, with the type of every value named. */
const image = z.object({
  data: z.object({
    M: z.object({
      siteId: z.object({ S: z.string() }),
      outboxId: z.object({ S: z.string() }),
      at: z.object({ N: z.coerce.number() }),
      version: z.object({ N: z.coerce.number() }),
      message: z.object({
        M: z.object({
          type: z.object({ S: z.literal('mail.requested.v1') }),
          customerId: z.object({ S: z.string() }),
          communicationId: z.object({ S: z.string() }),
        }),
      }),
    }),
  }),
});

/** Reads what outboxEntity wrote from a stream record's new image. Throws for anything else. */
export function outboxFromImage(newImage: unknown): OutboxRecord {
  const { siteId, outboxId, at, version, message } = image.parse(newImage).data.M;
  const { type, customerId, communicationId } = message.M;
  return {
    siteId: siteId.S,
    outboxId: outboxId.S,
    at: at.N,
    version: version.N,
    message: { type: type.S, customerId: customerId.S, communicationId: communicationId.S },
  };
}
