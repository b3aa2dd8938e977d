import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id, opaqueId } from '../identity.ts';
import { instant } from '../instant.ts';
import { pageQuery } from '../page.ts';

/** From inclusive, to exclusive; newest first. */
export const timeRange = { from: instant.exactOptional(), to: instant.exactOptional() };

export const eventsQuery = pageQuery.extend({
  ...timeRange,
  service: opaqueId.exactOptional().meta({ description: 'A service id.' }),
});

export const entriesQuery = pageQuery.extend(timeRange);

const impact = z.strictObject({ resource: code, bucket: z.string(), amount: decimal });

/** The other side of usage that a sharing group's owner took over, in part or whole. */
const otherSide = { groupId: id, customerId: id, balanceGroupId: id };

/** One rated usage event, or the part of a member's that the customer took over. */
export const eventAnswer = z
  .strictObject({
    seq: z
      .int()
      .meta({ description: 'Position in the ledger of its balance group: ask with it how the amount came about.' }),
    eventId: z.string(),
    at: instant,
    recordedAt: instant,
    balanceGroupId: id,
    serviceId: id.nullable(),
    serviceType: code.nullable(),
    identifier: z.string().nullable(),
    product: code.nullable(),
    productName: z.string().nullable(),
    quantity: decimal.nullable(),
    unit: z.string().nullable(),
    currency: z.string().nullable(),
    net: decimal,
    tax: decimal,
    amount: decimal.meta({ description: 'What it cost, with tax.' }),
    impacts: z.array(impact),
    fields: z.record(z.string(), z.string()),
    cycle: instant.nullable().meta({ description: 'Start of the bill period that collects the charge.' }),
    billId: id.nullable(),
    shared: z
      .strictObject({ as: z.enum(['owner', 'member']), ...otherSide })
      .exactOptional()
      .meta({
        description:
          'The event was shared: `as` the owner of a sharing group the customer took over usage of the member named, as a member theirs was taken over by the owner named.',
      }),
  })
  .meta({ id: 'UsageEvent' });

/** One entry of a ledger, of any kind. */
export const entryAnswer = z.strictObject({
  seq: z.int(),
  kind: z.enum([
    'open',
    'usage',
    'purchase',
    'cycle',
    'adjustment',
    'expiry',
    'bill',
    'shared',
    'discount',
    'rerating',
    'reserve',
    'release',
    'top-up',
    'rollover',
  ]),
  id: z.string(),
  at: instant,
  recordedAt: instant,
  serviceId: id.nullable(),
  product: code.nullable(),
  quantity: decimal.nullable(),
  impacts: z.array(
    impact.extend({
      charge: z
        .strictObject({
          cycle: instant,
          billItem: code,
          product: code.nullable(),
          taxCode: code.nullable(),
          tax: decimal,
          quantity: decimal,
          from: instant.nullable(),
          to: instant.nullable(),
        })
        .nullable(),
    }),
  ),
  billId: id.nullable(),
  catalogVersion: z.int().exactOptional().meta({ description: 'Usage: the catalog that priced it.' }),
  corrects: z.int().exactOptional().meta({ description: 'Re-rating: position of the entry that it corrects.' }),
  note: z.string().exactOptional(),
  shared: z.strictObject(otherSide).exactOptional().meta({ description: 'The other side of a shared event.' }),
});
