import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';

export const creditProfileBody = z.strictObject({
  code: code.nullable().meta({ description: 'Null: the default one of the payment type, if there is one.' }),
});

const threshold = z.strictObject({
  type: z.enum(['value', 'percent']),
  value: decimal,
  amount: decimal.meta({ description: 'The total at which it rings.' }),
  reached: z.boolean(),
});

const limit = z.strictObject({
  resource: code,
  limit: decimal.nullable().meta({ description: 'What the total must not pass. Null: there are thresholds only.' }),
  hard: z.boolean().meta({ description: 'Also postpaid usage beyond it is refused.' }),
  total: decimal.meta({ description: 'As it is now: positive is owed or consumed, negative is in hand.' }),
  floor: decimal.meta({ description: 'Where percentages start.' }),
  left: decimal.nullable().meta({ description: 'By how much the total may still rise; negative when it is over.' }),
  thresholds: z.array(threshold).meta({ description: 'Lowest first.' }),
});

export const limitsAnswer = z
  .strictObject({
    balanceGroupId: id,
    creditProfile: code.nullable().meta({ description: 'Null: the default one of the payment type.' }),
    paymentType: z.enum(['prepaid', 'postpaid', 'pay_now']),
    limits: z.array(limit),
  })
  .meta({ id: 'Limits' });
