import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const VALIDITY = 'Say "cycle", "infinite", or until when.';

export const newBalanceBody = z.strictObject({
  resource: code,
  amount: positiveDecimal,
  direction: z
    .enum(['credit', 'debit'], { error: 'Say credit or debit.' })
    .meta({ description: 'Credit is in hand: it lowers the total. Debit raises it; units only.' }),
  validity: z
    .union([z.enum(['cycle', 'infinite']), z.strictObject({ until: instant })], { error: VALIDITY })
    .meta({ description: 'From now on: to the end of the current cycle, to a time, or without end.' }),
  note: z.string({ error: 'Say why.' }).trim().min(1, 'Say why.').max(200, 'Keep the note to 200 characters.'),
});

export const newBalanceAnswer = z
  .strictObject({
    balanceGroupId: id,
    key: z.string(),
    resource: code,
    origin: z.string().meta({ description: '`top-up:…` for money, `manual:…` for units.' }),
    from: instant,
    to: instant,
    amount: decimal.meta({ description: 'What is left of it.' }),
    settled: decimal.meta({
      description: 'What of it paid at once: for what was owed and not billed yet, for renewals that waited for it.',
    }),
    total: decimal.meta({ description: 'Of the resource in the balance group, with it.' }),
  })
  .meta({ id: 'NewBalance' });
