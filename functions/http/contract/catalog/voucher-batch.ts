import * as z from 'zod';
import { codeLayout, MOST_CODES, roomFor } from '../../../../domain/promotion/voucher-codes.ts';
import { code } from '../identity.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const count = z.int({ error: 'Give a whole number.' });

const shape = z.strictObject({
  ...named,
  vendor: z
    .string()
    .trim()
    .min(1, 'Leave it out or name the vendor.')
    .max(200, 'Keep the vendor to 200 characters.')
    .exactOptional(),
  characters: z.enum(['numeric', 'alphanumeric']).default('numeric'),
  template: z
    .string({ error: 'Give the template as text.' })
    .min(3, 'Use at least 3 characters.')
    .max(40, 'Use at most 40 characters.')
    .regex(/^[A-Za-z0-9#-]+$/, 'Use letters, digits, hyphens, and # for what is filled in.')
    .regex(/#/, 'Write at least one #: it is filled in for each code.')
    .meta({
      description: '`#` is one character of the set, every other stands for itself.',
      examples: ['XMAS-####-####'],
    }),
  quantity: count
    .min(1, 'Give 1 or more.')
    .max(MOST_CODES, `Give at most ${MOST_CODES}.`)
    .meta({ description: 'Codes to make.' }),
  redemptions: count
    .min(1, 'Give 1 or more.')
    .max(1_000_000, 'Give at most 1000000.')
    .default(1)
    .meta({ description: 'Uses of each code.' }),
  rangeStart: count
    .min(0, 'Give 0 or more.')
    .max(1_000_000_000, 'Give at most 1000000000.')
    .default(1)
    .meta({ description: 'First number of the series.' }),
  bundle: code.meta({ description: 'What a code buys.' }),
  ...validity,
});

/** Codes that each buy a bundle; made when the batch is created, and never edited. */
export const voucherBatchBody = shape.superRefine((batch, context) => {
  endsAfterStart(batch, context);
  if (codeLayout(batch) !== null) return;
  const room = roomFor(batch);
  refuseAt(
    context,
    ['quantity'],
    `Give at most ${room}, or more # in the template: it has no more numbers from rangeStart on.`,
  );
});

export const voucherBatchAnswer = shape
  .required({ characters: true, redemptions: true, rangeStart: true })
  .extend(validityAnswer);
