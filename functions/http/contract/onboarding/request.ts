import * as z from 'zod';
import { normalisePhone } from '../../../../domain/customer/contact-formats.ts';
import { normaliseIban } from '../../../../domain/customer/iban.ts';
import { attributes, paymentMethod } from '../customers/customer.ts';
import { naturalDecimal, positiveDecimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { endInstant, instant } from '../instant.ts';

/** One line of text that a person typed. What it may be is the domain's to say; here it is only kept short. */
const line = (words: string) => z.string({ error: words }).trim().min(1, words).max(200, 'Keep it to 200 characters.');

const address = {
  address: line('Give street and number.'),
  city: line('Give the city.'),
  zip: line('Give the postal code.').max(20, 'Keep the postal code to 20 characters.'),
  country: line('Give the two letters of the country, such as SI.').toUpperCase(),
  state: line('Give the state.').exactOptional().meta({ description: 'Needed in countries whose addresses have one.' }),
};

const customer = z.strictObject({
  type: code.meta({ description: 'A customer type of the catalog.' }),
  firstName: line('Give the first name.'),
  lastName: line('Give the last name.'),
  email: line('Give an e-mail address, such as ana@example.com.').max(254, 'Keep the address to 254 characters.'),
  phone: line('Give the number with its country code: +38641111222.').transform(normalisePhone),
  organization: line('Give the organization.').exactOptional(),
  ...address,
  attributes: attributes.exactOptional(),
});

const card = z.strictObject({
  token: line('Give the token of the payment gateway.').meta({ description: 'Never the number of the card.' }),
  brand: line('Give the brand, such as visa.'),
  last4: z.string().regex(/^\d{4}$/, 'Give the last four digits of the card.'),
  expiry: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Give the month of expiry, such as 2028-04.'),
});

const mandate = z.strictObject({
  id: line('Give the id of the mandate.'),
  signedOn: line('Give the day of the signature, such as 2026-01-31.'),
  bic: line('Give the BIC of the bank.').toUpperCase(),
  iban: line('Give the IBAN of the account.').transform(normaliseIban),
});

const payment = z.strictObject({
  method: paymentMethod,
  billingAddress: z.strictObject(address).exactOptional().meta({ description: "The contact's address, if not given." }),
  taxId: line('Give the tax number.').exactOptional(),
  card: card.exactOptional().meta({ description: 'With the method credit_card.' }),
  mandate: mandate.exactOptional().meta({ description: 'With the method direct_debit.' }),
});

const identifier = line('Give the identifier.').max(100, 'Keep the identifier to 100 characters.');

const productChoice = z.strictObject({
  bundle: code.meta({ description: 'Of the plan, or any other bundle as an add-on.' }),
  product: code,
  purchase: z.boolean().exactOptional().meta({ description: 'Optional products only come with true.' }),
  quantity: positiveDecimal.exactOptional(),
  value: naturalDecimal
    .exactOptional()
    .meta({ description: 'A price override: the size of the charge or of the grant.' }),
  validFrom: instant.exactOptional(),
  validTo: endInstant.exactOptional(),
  identifier: identifier.exactOptional(),
});

const discountChoice = z.strictObject({
  bundle: code.meta({ description: 'Of the plan, or any other bundle as an add-on.' }),
  discount: code,
  purchase: z.boolean().exactOptional().meta({ description: 'Optional discounts only come with true.' }),
});

const promotionCode = line('Give the code.').max(100, 'Keep the code to 100 characters.');

const WHOLE_DAY = 'Choose a day from 1 to 31.';

const subscription = z.strictObject({
  plan: code,
  paymentType: z.enum(['prepaid', 'postpaid', 'pay_now']),
  resource: code.meta({ description: 'The money that is billed.' }),
  eventType: code.exactOptional().meta({ description: 'How often to bill; not for pay_now.' }),
  billingDay: z
    .int(WHOLE_DAY)
    .min(1, WHOLE_DAY)
    .max(31, WHOLE_DAY)
    .exactOptional()
    .meta({ description: '1 to 31, or 1 to 7 (Monday to Sunday) for weeks; the day of the start, if not given.' }),
  attributes: attributes.exactOptional().meta({ description: 'Custom attributes of the billing profile.' }),
  startAt: instant.exactOptional().meta({ description: 'Now, if not given; at most 366 days from today, either way.' }),
  identifier: identifier.exactOptional().meta({ description: 'For every service product without one of its own.' }),
  products: z.array(productChoice).max(100, 'Choose at most 100 products.').exactOptional(),
  discounts: z.array(discountChoice).max(20, 'Choose at most 20 discounts.').exactOptional(),
  promotionCodes: z
    .array(promotionCode)
    .max(5, 'Enter at most 5 codes.')
    .exactOptional()
    .meta({ description: 'Coupons and vouchers, in capitals or not: each voucher buys its bundle besides.' }),
});

const sharing = z
  .strictObject({ groupId: id })
  .meta({ description: 'The customer joins this group: search its owner, then list the groups that the owner has.' });

export const onboardingBody = z
  .strictObject({ customer, payment, sharing: sharing.exactOptional(), subscription })
  .meta({ id: 'OnboardingRequest' });
