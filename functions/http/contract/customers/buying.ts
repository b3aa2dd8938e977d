import * as z from 'zod';
import { decimal, naturalDecimal, positiveDecimal } from '../decimal.ts';
import { dueNow, grant } from '../due-now.ts';
import { code, id } from '../identity.ts';
import { endInstant, instant } from '../instant.ts';
import { subscriptionAnswer } from './subscription.ts';

const identifier = z
  .string({ error: 'Give the identifier.' })
  .trim()
  .min(1, 'Give the identifier.')
  .max(100, 'Keep the identifier to 100 characters.');

const choice = z.strictObject({
  product: code.meta({ description: 'Of the bundle.' }),
  purchase: z.boolean().exactOptional().meta({ description: 'Optional products only come with true.' }),
  quantity: positiveDecimal.exactOptional(),
  value: naturalDecimal
    .exactOptional()
    .meta({ description: 'A price override: the size of the charge or of the grant.' }),
  validFrom: instant.exactOptional(),
  validTo: endInstant.exactOptional(),
  identifier: identifier.exactOptional(),
});

const typedCode = z
  .string({ error: 'Give the code as text.' })
  .trim()
  .min(1, 'Give the code.')
  .max(100, 'Keep the code to 100 characters.');

const codes = z.array(typedCode).max(10, 'Use at most 10 codes at once.');

export const addBundleBody = z
  .strictObject({
    bundle: code,
    validFrom: instant.exactOptional().meta({
      description: 'Now, if not given. Within the open cycle or later; at most 366 days from today.',
    }),
    identifier: identifier.exactOptional().meta({ description: 'For every service product without one of its own.' }),
    products: z.array(choice).max(100, 'Choose at most 100 products.').default([]),
    promotionCodes: codes.default([]).meta({
      description: 'Coupons act on the bundle; vouchers buy theirs beside it. Upper or lower case.',
    }),
  })
  .meta({ id: 'AddBundleRequest' });

export const vouchersBody = z
  .strictObject({
    codes: codes
      .min(1, 'Give at least one code.')
      .meta({ description: 'Upper or lower case. Used in this order, all of them or none.' }),
  })
  .meta({ id: 'VouchersRequest' });

const purchase = {
  bundle: code,
  product: code,
  quantity: decimal,
  value: decimal.exactOptional(),
  identifier: z.string().exactOptional(),
  status: z.enum(['pending', 'active']),
  validFrom: instant,
  validTo: instant,
};

const common = {
  bundles: z.array(code).meta({ description: 'What was bought, in its order.' }),
  dueNow,
  grants: z.array(grant).meta({ description: 'Allowances and money that it brings, as positive amounts.' }),
};

export const boughtAnswer = z
  .strictObject({
    ...common,
    purchases: z.array(z.strictObject({ purchaseId: id, ...purchase })),
    subscription: subscriptionAnswer,
  })
  .meta({ id: 'Purchase' });

export const bundlePreviewAnswer = z
  .strictObject({ ...common, purchases: z.array(z.strictObject(purchase)) })
  .meta({ id: 'BundlePreview' });
