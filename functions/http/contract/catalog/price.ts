import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { decimal, naturalDecimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { refuseAt } from './refuse-at.ts';

const ceiling = positiveDecimal.nullable().meta({ description: 'Inclusive; null on the last one.' });
const tier = z.strictObject({
  upTo: ceiling,
  unitPrice: decimal,
  flatFee: naturalDecimal.exactOptional().meta({ description: 'Added once when the tier is entered.' }),
});
const step = z.strictObject({ upTo: ceiling, amount: decimal });

/** Ceilings ascend, and only the last one is open: every quantity has a price. */
const ascending =
  (what: 'tier' | 'step') => (rows: readonly { upTo: string | null }[], context: z.core.$RefinementCtx) => {
    for (const [index, { upTo }] of rows.entries()) {
      const isLast = index === rows.length - 1;
      const floor = rows[index - 1]?.upTo ?? null;
      const refuse = (message: string) => refuseAt(context, [index, 'upTo'], message);
      if (isLast && upTo !== null) refuse(`Leave the last ${what} open: use null.`);
      if (!isLast && upTo === null) refuse(`Only the last ${what} may be open.`);
      if (upTo !== null && floor !== null && dec(upTo).lte(dec(floor))) refuse(`Give more than the ${what} before.`);
    }
  };

const tiers = z
  .array(tier)
  .min(1, 'Give at least one tier.')
  .max(100, 'Give at most 100 tiers.')
  .superRefine(ascending('tier'));

const units = {
  per: positiveDecimal.exactOptional().meta({ description: 'How many units the unit price buys; default 1.' }),
  minimumCharge: naturalDecimal.exactOptional().meta({ description: 'Applies once anything is charged.' }),
};

const counted = {
  basis: z
    .enum(['event', 'cycle'])
    .meta({ description: 'Start anew with each event, or count on over the billing cycle.' }),
  counter: code
    .exactOptional()
    .meta({ description: "What a cycle's tiers count on; the product's own use, if not given." }),
};

/** What a product costs; negative for a grant. */
export const price = z
  .discriminatedUnion('model', [
    z.strictObject({
      model: z.literal('flat'),
      amount: decimal,
      once: z
        .enum(['day', 'cycle'])
        .exactOptional()
        .meta({ description: 'Usage only: charged with the first event of a day, or of a cycle, alone.' }),
    }),
    z.strictObject({ model: z.literal('per-unit'), unitPrice: decimal, ...units }),
    z.strictObject({ model: z.literal('graduated'), tiers, ...units, ...counted }),
    z.strictObject({ model: z.literal('volume'), tiers, ...units, ...counted }),
    z.strictObject({
      model: z.literal('stair-step'),
      steps: z
        .array(step)
        .min(1, 'Give at least one step.')
        .max(100, 'Give at most 100 steps.')
        .superRefine(ascending('step')),
      ...counted,
    }),
    z.strictObject({ model: z.literal('package'), size: positiveDecimal, amount: decimal, ...counted }),
    z.strictObject({
      model: z.literal('percentage'),
      percent: naturalDecimal.meta({ description: 'Of the quantity, which is an amount of money.' }),
      fee: naturalDecimal.exactOptional().meta({ description: 'Added to each event.' }),
      minimumCharge: naturalDecimal.exactOptional(),
      maximumCharge: naturalDecimal.exactOptional(),
    }),
    z.strictObject({
      model: z.literal('minimum-commitment'),
      minimum: positiveDecimal.meta({ description: "What a cycle's charges are brought up to." }),
      chargeTags: codeList('tag', { least: 1 })
        .exactOptional()
        .meta({ description: 'Which charges count; all, if not given.' }),
    }),
  ])
  .superRefine((value, context) => {
    if ('counter' in value && value.counter !== undefined && value.basis === 'event') {
      refuseAt(context, ['counter'], 'Remove the counter, or use the basis cycle: an event counts on nothing.');
    }
    if (value.model !== 'percentage') return;
    const { minimumCharge, maximumCharge } = value;
    if (minimumCharge !== undefined && maximumCharge !== undefined && dec(maximumCharge).lt(dec(minimumCharge))) {
      refuseAt(context, ['maximumCharge'], 'Give no less than minimumCharge.');
    }
  })
  .meta({ id: 'Price', examples: [{ model: 'flat', amount: '9.90' }] });
