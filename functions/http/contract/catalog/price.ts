import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { decimal, naturalDecimal, positiveDecimal } from '../decimal.ts';

const tier = z.strictObject({
  upTo: positiveDecimal.nullable().meta({ description: 'Inclusive; null on the last tier.' }),
  unitPrice: decimal,
  flatFee: naturalDecimal.exactOptional().meta({ description: 'Added once when the tier is entered.' }),
});
type Tiers = readonly z.output<typeof tier>[];

/** Tiers ascend, and only the last one is open: every quantity has a price. */
function ascending(tiers: Tiers, context: z.core.$RefinementCtx): void {
  for (const [index, { upTo }] of tiers.entries()) {
    const isLast = index === tiers.length - 1;
    const floor = tiers[index - 1]?.upTo ?? null;
    if (isLast && upTo !== null) {
      context.addIssue({ code: 'custom', path: [index, 'upTo'], message: 'Leave the last tier open: use null.' });
    }
    if (!isLast && upTo === null) {
      context.addIssue({ code: 'custom', path: [index, 'upTo'], message: 'Only the last tier may be open.' });
    }
    if (upTo !== null && floor !== null && dec(upTo).lte(dec(floor))) {
      context.addIssue({ code: 'custom', path: [index, 'upTo'], message: 'Give more than the tier before.' });
    }
  }
}

const units = {
  per: positiveDecimal.exactOptional().meta({ description: 'How many units the unit price buys; default 1.' }),
  minimumCharge: naturalDecimal.exactOptional().meta({ description: 'Applies once anything is charged.' }),
};

/** What a product costs; negative for a grant. */
export const price = z
  .discriminatedUnion('model', [
    z.strictObject({ model: z.literal('flat'), amount: decimal }),
    z.strictObject({ model: z.literal('per-unit'), unitPrice: decimal, ...units }),
    z.strictObject({
      model: z.literal('graduated'),
      tiers: z.array(tier).min(1, 'Give at least one tier.').max(100, 'Give at most 100 tiers.').superRefine(ascending),
      ...units,
      basis: z
        .enum(['event', 'cycle'])
        .meta({ description: 'Tiers start anew with each event, or count on over the cycle.' }),
    }),
  ])
  .meta({ id: 'Price', examples: [{ model: 'flat', amount: '9.90' }] });
