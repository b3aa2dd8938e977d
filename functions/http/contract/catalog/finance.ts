import * as z from 'zod';
import { code, name } from '../identity.ts';
import { country } from './country.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

const line = (what: string, most: number) =>
  z.string().trim().min(1, `Give the ${what}.`).max(most, `Keep the ${what} to ${most} characters.`);

/** The legal seller on whose behalf tax is collected. */
export const taxSupplierBody = z.strictObject({
  ...named,
  legalName: name,
  vatNumber: line('VAT number', 50).exactOptional(),
  address: z.array(line('line', 200)).min(1, 'Give at least one line.').max(6, 'Give at most six lines.'),
  country,
  generalLedger: code.exactOptional(),
  isDefault: z.boolean().exactOptional(),
});

export const taxSupplierAnswer = taxSupplierBody;

export const generalLedgerAccountBody = z.strictObject({
  ...named,
  type: z.enum(['asset', 'expense', 'equity', 'liability', 'revenue']),
});

export const generalLedgerAccountAnswer = generalLedgerAccountBody;

/** Ledgers that reports show together. */
export const generalLedgerGroupBody = z.strictObject(named);

export const generalLedgerGroupAnswer = generalLedgerGroupBody;

const booking = z.strictObject({ debit: code, credit: code }).superRefine(({ debit, credit }, context) => {
  if (debit === credit) refuseAt(context, ['credit'], 'Name another account than the debit: money moves between two.');
});

/** Which accounts money is booked to, by what has become of it. */
export const generalLedgerBody = z.strictObject({
  ...named,
  group: code.exactOptional(),
  accounts: z.strictObject({
    billedEarned: booking,
    billedUnearned: booking.exactOptional(),
    unbilledEarned: booking.exactOptional(),
    unbilledUnearned: booking.exactOptional(),
  }),
  taxAccount: code.exactOptional(),
});

export const generalLedgerAnswer = generalLedgerBody;
