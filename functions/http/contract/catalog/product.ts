import * as z from 'zod';
import { positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { instant } from '../instant.ts';
import { codeList } from './code-list.ts';
import { duration } from './duration.ts';
import { named } from './named.ts';
import { nonActiveRating } from './non-active-rating.ts';
import { price } from './price.ts';
import { refuseMisplacedPrice } from './price-rules.ts';
import { ratePlan } from './rate-plan.ts';
import { refuseAt } from './refuse-at.ts';

const proration = z.enum(['prorate', 'full', 'none']);
const chargeTag = code.exactOptional().meta({ description: 'Target for discounts.' });

const rollover = z
  .strictObject({
    intervals: z
      .int({ error: 'Give a whole number.' })
      .min(1, 'Give 1 or more.')
      .max(60, 'Give at most 60.')
      .meta({ description: 'How many intervals of the product what is rolled over lasts.' }),
    maximumPerInterval: positiveDecimal.exactOptional().meta({ description: "Most that one grant's end rolls over." }),
    maximumTotal: positiveDecimal
      .exactOptional()
      .meta({ description: 'Most that may be in hand of all that was rolled over.' }),
  })
  .meta({ description: 'What is left of a grant at its end is granted once more. Lost, if not given.' });

const version = z.strictObject({
  validFrom: instant,
  price,
  tax: code.exactOptional(),
  chargeTag,
  ratePlan: ratePlan.exactOptional().meta({ description: 'Usage only: rates by zone and time band.' }),
});

const shape = z.strictObject({
  ...named,
  type: z.enum(['one-time', 'recurring', 'usage']),
  resource: code.meta({ description: 'A monetary resource, or the granted unit.' }),
  billItem: code,
  cycle: z
    .enum(['forward', 'arrear'])
    .exactOptional()
    .meta({ description: 'Recurring only: charged ahead, or at the end.' }),
  eventType: code.exactOptional().meta({ description: 'Recurring only: how often.' }),
  serviceType: code.exactOptional().meta({ description: 'Usage only: whose events it prices.' }),
  allowance: code
    .exactOptional()
    .meta({ description: 'Usage only: the unit that is used up before money is charged.' }),
  nonActiveRating: nonActiveRating.exactOptional(),
  rollover: rollover.exactOptional(),
  prorationOnPurchase: proration.default('prorate'),
  prorationOnCancel: proration.default('prorate'),
  versions: z.array(version).min(1, 'Give at least one version.').max(200, 'Give at most 200 versions.'),
  chargeTag,
  generalLedger: code.exactOptional(),
  startsAfter: duration
    .exactOptional()
    .meta({ description: 'How long after what it is bought with it begins; at once, if not given.' }),
  duration: duration.exactOptional().meta({ description: 'How long a purchase lasts; without end, if not given.' }),
  eventGenerators: codeList('event generator', { most: 10 }).exactOptional(),
  includedOnInvoice: z.boolean().exactOptional(),
  sensitiveData: z.boolean().exactOptional().meta({ description: 'True: not offered in self-care.' }),
  attributes: z
    .record(code, z.string().max(1000, 'Keep the value to 1000 characters.'))
    .exactOptional()
    .meta({ description: 'Values of custom attributes.' }),
});

type Shape = z.output<typeof shape>;
const FIELDS = ['cycle', 'eventType', 'serviceType', 'allowance', 'nonActiveRating', 'rollover'] as const;
type Field = (typeof FIELDS)[number];

/** Which fields each type of product must have, and which it may have; the others of these must be absent. */
const NEEDED = {
  'one-time': [],
  recurring: ['cycle', 'eventType'],
  usage: ['serviceType'],
} as const satisfies Record<Shape['type'], readonly Field[]>;
const ALLOWED = {
  'one-time': [],
  recurring: ['rollover'],
  usage: ['allowance', 'nonActiveRating'],
} as const satisfies Record<Shape['type'], readonly Field[]>;

function fitsItsType(product: Shape, context: z.core.$RefinementCtx): void {
  const needed: readonly Field[] = NEEDED[product.type];
  const allowed: readonly Field[] = ALLOWED[product.type];
  for (const field of FIELDS) {
    const present = product[field] !== undefined;
    if (needed.includes(field) && !present) {
      refuseAt(context, [field], `Add this field: a ${product.type} product needs it.`);
    }
    if (present && !needed.includes(field) && !allowed.includes(field)) {
      refuseAt(context, [field], `Remove this field from a ${product.type} product.`);
    }
  }
}

function versionsAscend({ versions }: Shape, context: z.core.$RefinementCtx): void {
  for (const [index, { validFrom }] of versions.entries()) {
    const before = versions[index - 1];
    if (before !== undefined && validFrom <= before.validFrom) {
      refuseAt(context, ['versions', index, 'validFrom'], 'Let each version begin after the one before.');
    }
  }
}

function pricesFit({ type, cycle, versions }: Shape, context: z.core.$RefinementCtx): void {
  for (const [index, { price: own, ratePlan: plan }] of versions.entries()) {
    const path = ['versions', index];
    refuseMisplacedPrice(context, [...path, 'price'], own, { type, cycle, isRate: false });
    if (plan === undefined) continue;
    if (type !== 'usage') refuseAt(context, [...path, 'ratePlan'], `Remove this field from a ${type} product.`);
    for (const [row, { details }] of plan.rates.entries()) {
      for (const [place, detail] of details.entries()) {
        const at = [...path, 'ratePlan', 'rates', row, 'details', place, 'price'];
        refuseMisplacedPrice(context, at, detail.price, { type, cycle, isRate: true });
      }
    }
  }
}

export const productBody = shape.superRefine((product, context) => {
  fitsItsType(product, context);
  versionsAscend(product, context);
  pricesFit(product, context);
});

export const productAnswer = shape.required({ prorationOnPurchase: true, prorationOnCancel: true });
