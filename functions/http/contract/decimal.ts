import * as z from 'zod';
import { dec, decimalText, isDecimalText } from '../../../domain/money/decimal.ts';

/** A plain decimal as text: `"12.50"`, at most 21 integer and 12 fraction digits. JSON numbers are refused: they lose digits. */
export const decimal = z
  .string({ error: 'Send the decimal as text, for example "12.50".' })
  .refine(isDecimalText, {
    error: 'Write a plain decimal such as "12.50": digits, at most 12 of them after the point, no exponent.',
    // What compares decimals of an object must not be asked about a text that is none.
    abort: true,
  })
  .transform((text) => decimalText(dec(text)))
  .meta({ id: 'Decimal', description: 'A plain decimal as text: `12.50`.' });

/** A decimal above zero. */
export const positiveDecimal = decimal.refine((text) => dec(text).isPositive(), 'Give more than zero.');

/** A decimal of zero or more. */
export const naturalDecimal = decimal.refine((text) => !dec(text).isNegative(), 'Give zero or more.');
