import { describe, expect, test } from 'vitest';
import { type BillingDecision, billCycle } from '../../../domain/billing/bill-cycle.ts';
import { verifyBills } from '../../../domain/billing/verify-bills.ts';
import { billedLines } from '../../../domain/ledger/billed-lines.ts';
import { bucketKey } from '../../../domain/ledger/bucket-key.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { endPurchases } from '../../../domain/subscription/end-purchases.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import {
  allowed,
  at,
  BOOK,
  billingWorld,
  charge,
  purchaseOf,
  type World,
  withEntries,
} from '../../support/billing-world.ts';

const MARCH = { from: at('2026-03-01'), to: at('2026-04-01') };

const topUp = (amount: string, from: Instant, to: Instant = FOREVER): DraftEntry =>
  draftEntry({
    kind: 'top-up',
    id: `top-up-${from}`,
    at: from,
    recordedAt: from,
    impacts: [
      {
        resource: 'EUR',
        bucket: bucketKey({ resource: 'EUR', from, to, origin: 'grant:7' }),
        amount: dec(amount).negated(),
        charge: null,
      },
    ],
  });

const world = (paymentType: 'prepaid' | 'postpaid', purchases: Parameters<typeof billingWorld>[0] = {}) =>
  billingWorld({ opened: MARCH.from, paymentType, ...purchases });

function bill(facts: World, now = MARCH.to): BillingDecision {
  const decision = allowed(billCycle({ ...facts, newBillId: '112', now }));
  for (const { after } of decision.accounts) expect(verifyHead(after.head, after.head.tail)).toBeNull();
  const entries = decision.accounts.flatMap(({ after }) => after.head.tail);
  const { profile, billed, active, inactive } = decision;
  const linesOfBill = (billId: string) => billedLines(entries).get(billId) ?? [];
  const stored = { profile, bills: [billed, active, inactive], invoices: [], payments: [], linesOfBill };
  expect(verifyBills(stored, { book: BOOK, digits: 2 })).toBeNull();
  return decision;
}

const inHand = ({ accounts }: BillingDecision): string =>
  decimalText(
    accounts
      .flatMap(({ after }) => [...after.head.buckets.values()])
      .filter(({ origin }) => origin !== 'charges')
      .reduce((total, { amount }) => total.plus(amount), dec('0')),
  );

describe('a bill demands nothing that is in hand', () => {
  test('what was charged before it was paid ahead is paid when the bill is made', () => {
    const charged = charge(MARCH, { id: '1', net: '10', tax: '2.2', at: at('2026-03-05') });
    const made = bill(withEntries(world('prepaid'), [charged, topUp('50', at('2026-03-10'))]));
    expect(made.billed).toMatchObject({ total: '12.2', paidAhead: '12.2', due: '0', status: 'closed' });
    expect(inHand(made)).toBe('-37.8');
  });

  test('as far as it goes', () => {
    const charged = charge(MARCH, { id: '1', net: '10', tax: '2.2' });
    const made = bill(withEntries(world('postpaid'), [charged, topUp('5', at('2026-03-10'))]));
    expect(made.billed).toMatchObject({ total: '12.2', paidAhead: '5', due: '7.2', status: 'billing' });
    expect(inHand(made)).toBe('0');
  });

  test('nor by what is over when the bill is made', () => {
    const charged = charge(MARCH, { id: '1', net: '10', tax: '2.2' });
    const over = topUp('50', at('2026-03-10'), at('2026-03-20'));
    const made = bill(withEntries(world('postpaid'), [charged, over]));
    expect(made.billed).toMatchObject({ total: '12.2', due: '12.2' });
    expect(made.billed.paidAhead).toBeUndefined();
  });

  test('what is due in arrear when a product is cancelled, too', () => {
    const bought = world('prepaid', { purchases: [purchaseOf('SUPPORT', MARCH.from)] });
    const facts = withEntries(bought, [topUp('50', MARCH.from)]);
    const [account] = facts.accounts;
    if (account === undefined) throw new Error('The world has an account.');
    const left = at('2026-03-16');
    const cancelled = allowed(endPurchases(account, { book: BOOK, now: left }, () => ({ at: left, as: 'cancelled' })));
    const made = bill({ ...facts, accounts: [{ ...account, ...cancelled }] });
    expect(made.billed).toMatchObject({ net: '5.81', total: '7.09', paidAhead: '7.09', due: '0' });
  });

  test('also when it comes two cycles late: the oldest first', () => {
    const charged = charge(MARCH, { id: '1', net: '10' });
    const facts = withEntries(world('prepaid'), [charged, topUp('15', MARCH.from)]);
    const late = at('2026-05-02');
    const first = bill(facts, late);
    expect(first.billed).toMatchObject({ total: '10', paidAhead: '10', due: '0' });
    expect(inHand(first)).toBe('-5');
  });
});

describe('what a prepaid bill gives back', () => {
  const credit = charge(MARCH, { id: 'back', net: '-10', tax: '-2.2' });

  test('is money paid ahead again, to be used at once', () => {
    const made = bill(withEntries(world('prepaid'), [credit, topUp('3', MARCH.from)]));
    expect(made.billed).toMatchObject({ total: '-12.2', paidAhead: '-12.2', creditApplied: '0', due: '0' });
    expect(made.billed.status).toBe('closed');
    expect(made.profile.creditBalance).toBe('0');
    expect(inHand(made)).toBe('-15.2');
  });

  test('is a credit of whoever pays by invoice', () => {
    const made = bill(withEntries(world('postpaid'), [credit]));
    expect(made.billed).toMatchObject({ total: '-12.2', creditApplied: '-12.2', due: '0' });
    expect(made.profile.creditBalance).toBe('-12.2');
    expect(inHand(made)).toBe('0');
  });
});
