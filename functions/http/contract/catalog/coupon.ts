import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const count = z
  .int({ error: 'Give a whole number.' })
  .min(1, 'Give 1 or more.')
  .max(1_000_000_000, 'Give at most 1000000000.');
const some = (what: string) => codeList(what).exactOptional().meta({ description: 'Empty: all.' });

const shape = z.strictObject({
  ...named,
  type: z.enum(['percentage', 'flat']),
  value: positiveDecimal,
  resource: code.exactOptional().meta({ description: 'Currency of a flat value; of a percentage: any, if not given.' }),
  ...validity,
  maxRedemptions: count.exactOptional(),
  maxPerCustomer: count.exactOptional(),
  plans: some('plan'),
  bundles: some('bundle'),
  products: some('product'),
  chargeTags: some('charge tag'),
  filter: code.exactOptional().meta({ description: 'Who may use it; everybody, if not given.' }),
  firstPurchaseOnly: z.boolean().exactOptional().meta({ description: 'Only for who has bought nothing before.' }),
});

/** Acts once, on the purchase that it is entered with. */
export const couponBody = shape.superRefine((coupon, context) => {
  endsAfterStart(coupon, context);
  const { type, value, resource, maxRedemptions, maxPerCustomer } = coupon;
  if (type === 'percentage' && dec(value).gt(100)) refuseAt(context, ['value'], 'Give at most 100 percent.');
  if (type === 'flat' && resource === undefined) refuseAt(context, ['resource'], 'Name the currency of the value.');
  if (maxRedemptions !== undefined && maxPerCustomer !== undefined && maxPerCustomer > maxRedemptions) {
    refuseAt(context, ['maxPerCustomer'], 'Give no more than maxRedemptions.');
  }
});

export const couponAnswer = shape.extend({ ...validityAnswer, value: decimal });
