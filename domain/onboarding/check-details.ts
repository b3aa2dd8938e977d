import { isBic, isEmail, isPhone } from '../customer/contact-formats.ts';
import type { Address } from '../customer/customer.ts';
import { isIban } from '../customer/iban.ts';
import type { FieldProblem } from '../refusal.ts';
import { daysInMonth } from '../time/civil.ts';
import type { AccountRequest, PaymentRequest } from './onboarding-request.ts';

/** Countries whose addresses name a state. */
const WITH_STATES: ReadonlySet<string> = new Set(['AU', 'BR', 'CA', 'IN', 'MX', 'US']);

/** Problems of step 1, each with its field. */
export function accountProblems(account: AccountRequest): readonly FieldProblem[] {
  const problems = [...addressProblems(account, '/customer')];
  for (const field of ['firstName', 'lastName'] as const) {
    if (account[field].trim() === '') problems.push({ pointer: `/customer/${field}`, message: 'Give the name.' });
  }
  if (!isEmail(account.email)) {
    problems.push({ pointer: '/customer/email', message: 'Give an e-mail address, such as ana@example.com.' });
  }
  if (!isPhone(account.phone)) {
    problems.push({ pointer: '/customer/phone', message: 'Give the number with its country code: +38641111222.' });
  }
  return problems;
}

/** Problems of step 2. `today`: the site's calendar day as `2026-03-29`. */
export function paymentProblems(payment: PaymentRequest, today: string): readonly FieldProblem[] {
  const { method, billingAddress, card, mandate } = payment;
  const problems = billingAddress === undefined ? [] : [...addressProblems(billingAddress, '/payment/billingAddress')];
  const add = (field: string, message: string) => problems.push({ pointer: `/payment/${field}`, message });
  if (method === 'credit_card' && card === undefined)
    add('card', 'Capture a card: its token, brand, last digits, expiry.');
  if (method === 'direct_debit' && mandate === undefined)
    add('mandate', 'Give the signed mandate: id, date, BIC, IBAN.');
  if (mandate !== undefined) {
    const { id, signedOn, bic, iban } = mandate;
    if (!/^[A-Za-z0-9+?/:().,'\- ]{1,35}$/.test(id))
      add('mandate/id', 'Use 1 to 35 letters, digits and signs of SEPA.');
    if (!isDay(signedOn)) add('mandate/signedOn', 'Give the day of the signature, such as 2026-01-31.');
    else if (signedOn > today) add('mandate/signedOn', 'The mandate cannot have been signed in the future.');
    if (!isBic(bic)) add('mandate/bic', 'Give the BIC of the bank: 8 or 11 letters and digits, such as LJBASI2X.');
    if (!isIban(iban)) add('mandate/iban', 'This IBAN is not valid: its length or its check digits are wrong.');
  }
  return problems;
}

function addressProblems(address: Address, pointer: string): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of ['address', 'city', 'zip'] as const) {
    if (address[field].trim() === '')
      problems.push({ pointer: `${pointer}/${field}`, message: 'Give this part of the address.' });
  }
  if (!/^[A-Z]{2}$/.test(address.country)) {
    problems.push({ pointer: `${pointer}/country`, message: 'Give the two letters of the country, such as SI.' });
  } else if (WITH_STATES.has(address.country) && (address.state ?? '').trim() === '') {
    problems.push({
      pointer: `${pointer}/state`,
      message: `Give the state: addresses in ${address.country} have one.`,
    });
  }
  return problems;
}

/** A day that exists, as `2024-02-29`. */
function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0] = found.slice(1).map((digits) => parseInt(digits, 10));
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}
