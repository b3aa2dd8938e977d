import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code, description, name } from '../identity.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const item = z.strictObject({
  product: code,
  quantity: positiveDecimal.default('1'),
  optional: z.boolean().default(false).meta({ description: 'True: the customer may leave it out.' }),
});

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  ...validity,
  items: z.array(item).min(1, 'Give at least one product.').max(100, 'Give at most 100 products.'),
});

export const bundleBody = shape.superRefine((bundle, context) => {
  endsAfterStart(bundle, context);
  const products = new Set<string>();
  for (const [index, { product }] of bundle.items.entries()) {
    if (products.has(product)) {
      context.addIssue({ code: 'custom', path: ['items', index, 'product'], message: 'Name each product once.' });
    }
    products.add(product);
  }
});

export const bundleAnswer = shape.extend({
  ...validityAnswer,
  items: z.array(z.strictObject({ product: code, quantity: decimal, optional: z.boolean() })),
});
