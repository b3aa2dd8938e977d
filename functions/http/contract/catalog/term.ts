import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { naturalDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { termLength } from './duration.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

type Length = z.output<typeof termLength>;

const fee = z
  .strictObject({
    type: z.enum(['flat', 'remaining', 'percent', 'declining']).meta({
      description:
        'remaining: monthly price × months left; declining: amount × months left ÷ months in all; percent: of remaining.',
    }),
    amount: naturalDecimal.default('0').meta({ description: 'Money, or percent; not used for remaining.' }),
    billItem: code,
    tax: code.exactOptional(),
    generalLedger: code.exactOptional(),
  })
  .superRefine(({ type, amount }, context) => {
    if (type === 'percent' && dec(amount).gt(100)) refuseAt(context, ['amount'], 'Give at most 100 percent.');
    if (type !== 'remaining' && amount === '0')
      refuseAt(context, ['amount'], 'Give more than zero, or leave the fee out.');
    if (type === 'remaining' && amount !== '0') {
      refuseAt(context, ['amount'], 'Leave the amount out: the fee is what the months left would have cost.');
    }
  });

const renewal = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('same') }),
  z.strictObject({ type: z.literal('month-to-month') }),
  z.strictObject({ type: z.literal('term'), term: code }),
]);

const shape = z.strictObject({
  ...named,
  commitment: termLength,
  grace: termLength.exactOptional().meta({ description: 'Leaving within it costs nothing.' }),
  renewal: renewal.default({ type: 'none' }).meta({ description: 'What begins when the commitment is over.' }),
  fee: fee.exactOptional().meta({ description: 'For leaving within the commitment, after the grace period.' }),
  minimumLength: termLength.exactOptional().meta({ description: 'Paid for at least, whenever the customer leaves.' }),
  noticePeriod: termLength.exactOptional(),
});

/** A year is twelve months; how many days a month has is seen when the term begins. */
const MONTHS = { month: 1, year: 12 } as const;
const LEAST_DAYS = 28;
const MOST_DAYS = 31;

/** Longer whatever the calendar says. */
function isLonger(left: Length, right: Length): boolean {
  if (left.unit === 'day' && right.unit === 'day') return left.value > right.value;
  if (left.unit !== 'day' && right.unit !== 'day') {
    return left.value * MONTHS[left.unit] > right.value * MONTHS[right.unit];
  }
  const least = left.unit === 'day' ? left.value : left.value * MONTHS[left.unit] * LEAST_DAYS;
  const most = right.unit === 'day' ? right.value : right.value * MONTHS[right.unit] * MOST_DAYS;
  return least > most;
}

/** A commitment and what leaving it costs. */
export const termBody = shape.superRefine((term, context) => {
  for (const field of ['grace', 'minimumLength'] as const) {
    const length = term[field];
    if (length !== undefined && isLonger(length, term.commitment)) {
      refuseAt(context, [field], 'Give no more than the commitment.');
    }
  }
  if (term.renewal.type === 'term' && term.renewal.term === term.code) {
    refuseAt(context, ['renewal'], 'Use the renewal type "same".');
  }
});

export const termAnswer = shape.required({ renewal: true });
