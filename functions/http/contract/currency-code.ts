import * as z from 'zod';

/** ISO 4217. Whether we know its minor digits is checked where money is billed. */
export const currencyCode = z
  .string({ error: 'Give the ISO 4217 code of a currency, such as "EUR".' })
  .regex(/^[A-Z]{3}$/, 'Give the ISO 4217 code of a currency, such as "EUR".')
  .meta({ id: 'CurrencyCode', examples: ['EUR'] });
