import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { duration } from './duration.ts';
import { named } from './named.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const optional = z.boolean().default(false).meta({ description: 'True: the customer may leave it out.' });
const lasts = duration
  .exactOptional()
  .meta({ description: 'How long it lasts from the purchase; its own time, if not given.' });

const startsAfter = duration
  .exactOptional()
  .meta({ description: 'How long after the bundle it begins; as the product says, or at once, if not given.' });

const item = z.strictObject({
  product: code,
  quantity: positiveDecimal.default('1'),
  optional,
  startsAfter,
  duration: lasts,
});
const discount = z.strictObject({ discount: code, optional, startsAfter, duration: lasts });

const shape = z.strictObject({
  ...named,
  ...validity,
  items: z.array(item).max(100, 'Give at most 100 products.').default([]),
  discounts: z.array(discount).max(100, 'Give at most 100 discounts.').exactOptional(),
  term: code.exactOptional().meta({ description: "Of an add-on, apart from the plan's." }),
  sensitiveData: z.boolean().exactOptional().meta({ description: 'True: not offered in self-care.' }),
});

/** What is bought together. A discount alone can be bought, too. */
export const bundleBody = shape.superRefine((bundle, context) => {
  const { items, discounts = [] } = bundle;
  endsAfterStart(bundle, context);
  if (items.length + discounts.length === 0) refuseAt(context, ['items'], 'Give at least one product or discount.');
  refuseRepeats(context, items, {
    key: ({ product }) => product,
    at: (index) => ['items', index, 'product'],
    message: 'Name each product once.',
  });
  refuseRepeats(context, discounts, {
    key: (row) => row.discount,
    at: (index) => ['discounts', index, 'discount'],
    message: 'Name each discount once.',
  });
});

export const bundleAnswer = shape.extend({
  ...validityAnswer,
  items: z.array(item.required({ quantity: true, optional: true }).extend({ quantity: decimal })),
});
