import * as z from 'zod';
import { country } from '../catalog/country.ts';
import { refuseAt } from '../catalog/refuse-at.ts';
import { currencyCode } from '../currency-code.ts';
import { naturalDecimal } from '../decimal.ts';
import { code, name } from '../identity.ts';
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

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a BCP 47 language tag, such as "en".');

const paymentShape = z.strictObject({
  strategy: z.literal('OLDEST_DUE_FIRST').default('OLDEST_DUE_FIRST'),
  overpayment: z.enum(['CREDIT_BALANCE', 'REFUND', 'REJECT']).default('CREDIT_BALANCE'),
  underpayment: z.enum(['KEEP_OPEN', 'WRITE_OFF_BELOW', 'REJECT']).default('KEEP_OPEN'),
  writeOffBelow: naturalDecimal
    .exactOptional()
    .meta({ description: 'WRITE_OFF_BELOW only: what may stay due and is given up.' }),
});
const paymentConfiguration = paymentShape.superRefine(({ underpayment, writeOffBelow }, context) => {
  if (underpayment === 'WRITE_OFF_BELOW' && writeOffBelow === undefined) {
    refuseAt(context, ['writeOffBelow'], 'Say below which amount what is due is given up.');
  }
  if (underpayment !== 'WRITE_OFF_BELOW' && writeOffBelow !== undefined) {
    refuseAt(context, ['writeOffBelow'], 'Remove this, or use WRITE_OFF_BELOW.');
  }
});

/** Settings that a site can do without: null takes them away. */
const clearable = {
  country,
  logo: z.url({ protocol: /^https$/, error: 'Give the address of a picture, beginning with https://.' }).max(2000),
  urlPrefix: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'Use 1 to 40 small letters, digits and hyphens.'),
  defaultTaxSupplier: code,
};

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
  uiLanguage: language,
  systemLanguage: language,
  selfCareEnabled: z.boolean(),
  quarantineDays: days(0, 3650).meta({ description: 'Of identifiers whose service type does not say.' }),
};

export const siteAnswer = z
  .strictObject({
    ...settings,
    paymentConfiguration: paymentShape.required({ strategy: true, overpayment: true, underpayment: true }),
    country: clearable.country.exactOptional(),
    logo: clearable.logo.exactOptional(),
    urlPrefix: clearable.urlPrefix.exactOptional(),
    defaultTaxSupplier: clearable.defaultTaxSupplier.exactOptional(),
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
    uiLanguage: settings.uiLanguage.exactOptional(),
    systemLanguage: settings.systemLanguage.exactOptional(),
    selfCareEnabled: settings.selfCareEnabled
      .exactOptional()
      .meta({ description: 'Customers may sign in themselves.' }),
    quarantineDays: settings.quarantineDays.exactOptional(),
    paymentConfiguration: paymentConfiguration.exactOptional(),
    country: clearable.country.nullable().exactOptional(),
    logo: clearable.logo.nullable().exactOptional(),
    urlPrefix: clearable.urlPrefix.nullable().exactOptional(),
    defaultTaxSupplier: clearable.defaultTaxSupplier.nullable().exactOptional(),
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
