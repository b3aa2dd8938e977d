import * as z from 'zod';
import { currencyCode } from '../currency-code.ts';
import { name } from '../identity.ts';
import { instant } from '../instant.ts';

const line = (most: number) =>
  z
    .string({ error: 'Give it as text.' })
    .trim()
    .min(1, 'Leave it out or say something.')
    .max(most, `Keep it to ${most} characters.`);
const days = (least: number, most: number) =>
  z.int('Give whole days.').min(least, `Give ${least} to ${most} days.`).max(most, `Give ${least} to ${most} days.`);

const seller = z.strictObject({
  name,
  address: z.array(line(200)).min(1, 'Give at least one line.').max(6, 'Give at most six lines.'),
  vatNumber: line(50).exactOptional(),
  email: z.email('Give an e-mail address.'),
  phone: line(50).exactOptional(),
  iban: line(34).exactOptional(),
});

const settings = {
  name,
  zone: z.string().regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,59}$/, 'Give an IANA time zone, such as "Europe/Ljubljana".'),
  currency: currencyCode,
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a BCP 47 language tag, such as "en-US".'),
  seller,
  invoicePrefix: z.string().regex(/^[A-Za-z0-9_.-]{0,20}$/, 'Use at most 20 letters, digits, dots or hyphens.'),
  dueDays: days(0, 365),
  closureDays: days(0, 3650),
  maxEventAgeDays: days(1, 3650),
};

export const siteAnswer = z
  .strictObject({
    ...settings,
    environment: z.enum(['sandbox', 'production']),
    catalogVersion: z.int().meta({ description: 'Raised by every change of the catalog.' }),
  })
  .meta({ id: 'Site' });

export const siteChange = z
  .strictObject({
    name: settings.name.exactOptional(),
    zone: settings.zone.exactOptional().meta({ description: 'Only while there are no customers.' }),
    currency: settings.currency.exactOptional(),
    locale: settings.locale.exactOptional(),
    seller: seller.exactOptional(),
    invoicePrefix: settings.invoicePrefix.exactOptional(),
    dueDays: settings.dueDays.exactOptional(),
    closureDays: settings.closureDays.exactOptional(),
    maxEventAgeDays: settings.maxEventAgeDays.exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one setting.');

export const clockAnswer = z
  .strictObject({
    now: instant,
    moving: z.boolean(),
    target: instant.nullable().meta({ description: 'Where a moving clock is going.' }),
    waitingFor: z.string().nullable().meta({ description: 'The job run that must end before the clock moves on.' }),
    movable: z.boolean().meta({ description: 'Sandboxes have a test clock; production follows the real time.' }),
  })
  .meta({ id: 'Clock' });

export const advanceBody = z.strictObject({ to: instant });
