import * as z from 'zod';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const time = z.iso.datetime();

/** CloudEvents 1.0, as every webhook carries it. `id` is the same however often it is sent: whoever has seen it has seen it. */
const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().startsWith('/sites/'),
  /** When it happened, in the site's time. */
  time,
  datacontenttype: z.literal('application/json'),
  site: z.string().min(1),
};

const limitData = {
  rule: z.string(),
  customerId: z.string(),
  balanceGroupId: z.string(),
  subscriptionId: z.string().exactOptional(),
  resource: z.string(),
  total: decimal,
  floor: decimal,
  /** Null: no limit, thresholds only. */
  limit: decimal.nullable(),
  /** The usage that did it. */
  event: z.object({ id: z.string(), time }).exactOptional(),
};

/** A balance's total has come to a threshold from below. */
export const ThresholdReachedV1 = z.object({
  ...envelope,
  type: z.literal('billow.threshold.reached.v1'),
  subject: z.string().startsWith('customers/'),
  data: z.object({
    ...limitData,
    threshold: z.object({ type: z.enum(['value', 'percent']), value: decimal, amount: decimal }),
  }),
});

/** Usage was kept out because a limit would have been passed. Told once until more is granted or the cycle is over. */
export const LimitRefusedV1 = z.object({
  ...envelope,
  type: z.literal('billow.limit.refused.v1'),
  subject: z.string().startsWith('customers/'),
  data: z.object(limitData),
});

/** The money that a prepaid customer has in hand does not cover a renewal: nothing is charged, granted or served until it does. */
export const RenewalSuspendedV1 = z.object({
  ...envelope,
  type: z.literal('billow.renewal.suspended.v1'),
  subject: z.string().startsWith('customers/'),
  data: z.object(limitData),
});

/** The money is there: what was suspended goes on. */
export const RenewalResumedV1 = z.object({
  ...envelope,
  type: z.literal('billow.renewal.resumed.v1'),
  subject: z.string().startsWith('customers/'),
  data: z.object(limitData),
});

/** An operator wants to see whether the endpoint answers. */
export const WebhookTestV1 = z.object({
  ...envelope,
  type: z.literal('billow.webhook.test.v1'),
  data: z.object({ endpoint: z.string() }),
});

/** Whatever a webhook may carry. */
export const NotificationEvent = z.discriminatedUnion('type', [
  ThresholdReachedV1,
  LimitRefusedV1,
  RenewalSuspendedV1,
  RenewalResumedV1,
  WebhookTestV1,
]);
export type NotificationEvent = z.input<typeof NotificationEvent>;
