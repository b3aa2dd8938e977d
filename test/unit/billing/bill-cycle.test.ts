import { describe, expect, test } from 'vitest';
import { type BillingDecision, type BillingFacts, billCycle } from '../../../domain/billing/bill-cycle.ts';
import { decimalText, sum } from '../../../domain/money/decimal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { allowed, at, billingWorld, charge, purchaseOf, type World, withEntries } from '../../support/billing-world.ts';

const run = (world: World, now: Instant, newBillId = '112', changes: Partial<BillingFacts> = {}): BillingDecision =>
  allowed(billCycle({ ...world, newBillId, now, ...changes }));

/** The world after a decision was committed. */
const committed = (world: World, { profile, active, inactive, accounts }: BillingDecision): World => ({
  ...world,
  profile,
  active,
  next: inactive,
  accounts: accounts.map((account) => account.after),
});

const unbilledOf = (world: World): string =>
  decimalText(
    sum(world.accounts.flatMap(({ head }) => [...head.unbilled.values()].map(({ net, tax }) => net.plus(tax)))),
  );

/** 30.00 a month from 10 March, 200 MB at 0.02 and 20 minutes at 0.05, all with 22 % VAT. */
const firstMonth = (): World => {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
  const { activeBill } = world.profile;
  return withEntries(world, [
    charge(activeBill, { id: 'data', net: '4.00', tax: '0.88', product: 'DATA' }),
    charge(activeBill, { id: 'voice', net: '1.00', tax: '0.22' }),
  ]);
};

describe('the first month becomes a bill', () => {
  const world = firstMonth();

  test('22 of 31 days of 30.00, 4.00 and 1.00 are 26.29 net, 5.78 tax, 32.07', () => {
    const { billed } = run(world, at('2026-04-01'));
    expect(billed.lines.map(({ product, net }) => [product, net])).toEqual([
      ['FEE', '21.29'],
      ['DATA', '4'],
      ['VOICE', '1'],
    ]);
    expect(billed).toMatchObject({ net: '26.29', tax: '5.78', total: '32.07', due: '32.07', status: 'billing' });
    expect(billed.taxes).toEqual([{ taxCode: 'VAT', percent: '22', base: '26.29', tax: '5.78' }]);
  });

  test('it is due on 15 April at 23:59:59 in Ljubljana', () => {
    expect(run(world, at('2026-04-01')).billed.dueAt).toBe(at('2026-04-15T21:59:59Z'));
  });

  test('110 is billed, 111 becomes active for April, 112 is prepared for May', () => {
    const { billed, active, inactive, profile } = run(world, at('2026-04-01'));
    expect(billed).toMatchObject({ billId: '110', finalisedAt: at('2026-04-01') });
    expect(active).toMatchObject({ billId: '111', status: 'active', from: at('2026-04-01'), to: at('2026-05-01') });
    expect(inactive).toMatchObject({ billId: '112', status: 'inactive', from: at('2026-05-01'), to: at('2026-06-01') });
    expect(profile.activeBill.billId).toBe('111');
    expect(profile.nextBill.billId).toBe('112');
  });

  test("April's 30.00 and 6.60 tax go onto the new active bill, and nothing of March stays behind", () => {
    const turned = committed(world, run(world, at('2026-04-01')));
    expect(unbilledOf(turned)).toBe('36.6');
    const [head] = turned.accounts.map((account) => account.head);
    expect([...(head?.unbilled.values() ?? [])].every(({ cycle }) => cycle === at('2026-04-01'))).toBe(true);
    expect(head?.cycles.active).toEqual({ from: at('2026-04-01'), to: at('2026-05-01') });
  });

  test('on the last instant of March the cycle is still open; at midnight it is over', () => {
    const early = billCycle({ ...world, newBillId: '112', now: at('2026-04-01') - 1 });
    expect(early).toMatchObject({ ok: false, error: { code: 'billing.cycle_open' } });
    expect(billCycle({ ...world, newBillId: '112', now: at('2026-04-01') }).ok).toBe(true);
  });

  test('a second time there is nothing to bill', () => {
    const turned = committed(world, run(world, at('2026-04-01')));
    const again = billCycle({ ...turned, newBillId: '113', now: at('2026-04-01') });
    expect(again).toMatchObject({ ok: false, error: { code: 'billing.cycle_open' } });
  });
});

describe('money already received', () => {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-01'))], opened: at('2026-03-01') });
  const withCredit = (creditBalance: string): World => ({ ...world, profile: { ...world.profile, creditBalance } });

  test.for([
    { credit: '-2.93', due: '33.67', applied: '2.93', left: '0', status: 'billing', because: '36.60 − 2.93' },
    { credit: '-36.6', due: '0', applied: '36.6', left: '0', status: 'closed', because: 'it covers the bill exactly' },
    { credit: '-50', due: '0', applied: '36.6', left: '-13.4', status: 'closed', because: '50.00 − 36.60 stays' },
    { credit: '0', due: '36.6', applied: '0', left: '0', status: 'billing', because: 'nothing was received' },
  ])('$credit in hand leaves $due due: $because', ({ credit, due, applied, left, status }) => {
    const { billed, profile } = run(withCredit(credit), at('2026-04-01'));
    expect(billed).toMatchObject({ total: '36.6', due, creditApplied: applied, status });
    expect(billed.closedAt).toBe(status === 'closed' ? at('2026-04-01') : null);
    expect(profile.creditBalance).toBe(left);
  });

  test('a negative bill is closed and becomes credit', () => {
    const empty = billingWorld();
    const credited = withEntries(empty, [
      charge(empty.profile.activeBill, { id: 'c', net: '-10', tax: '-2.2', kind: 'adjustment' }),
    ]);
    const { billed, profile } = run(credited, at('2026-04-01'));
    expect(billed).toMatchObject({ total: '-12.2', due: '0', creditApplied: '-12.2', status: 'closed' });
    expect(profile.creditBalance).toBe('-12.2');
  });

  test('an empty bill is closed at once', () => {
    const { billed } = run(billingWorld(), at('2026-04-01'));
    expect(billed).toMatchObject({ total: '0', due: '0', status: 'closed', closedAt: at('2026-04-01'), lines: [] });
  });
});

describe('what is overdue and what is in arrear', () => {
  test('three missed cycles become three bills, oldest first, each with its own fee', () => {
    let world = billingWorld({ opened: at('2026-03-01'), purchases: [purchaseOf('FEE', at('2026-03-01'))] });
    const periods: [Instant, Instant, string][] = [];
    for (const id of ['112', '113', '114']) {
      const decision = run(world, at('2026-06-10'), id);
      periods.push([decision.billed.from, decision.billed.to, decision.billed.total]);
      world = committed(world, decision);
    }
    expect(periods).toEqual([
      [at('2026-03-01'), at('2026-04-01'), '36.6'],
      [at('2026-04-01'), at('2026-05-01'), '36.6'],
      [at('2026-05-01'), at('2026-06-01'), '36.6'],
    ]);
    expect(billCycle({ ...world, newBillId: '115', now: at('2026-06-10') })).toMatchObject({ ok: false });
  });

  test('what is charged in arrear is on the bill of its own time: 22 of 31 days of 12.00', () => {
    const world = billingWorld({ purchases: [purchaseOf('SUPPORT', at('2026-03-10'))] });
    const decision = run(world, at('2026-04-01'));
    expect(decision.billed.lines.map(({ product, net }) => [product, net])).toEqual([['SUPPORT', '8.52']]);
    expect(unbilledOf(committed(world, decision))).toBe('0');
  });

  test('usage after the boundary waits for the next bill', () => {
    const world = billingWorld();
    const early = withEntries(world, [charge(world.profile.nextBill, { id: 'n', net: '5', tax: '1.1' })]);
    const decision = run(early, at('2026-04-01'));
    expect(decision.billed.total).toBe('0');
    expect(unbilledOf(committed(early, decision))).toBe('6.1');
  });

  test('day 31 ends on 30 April and on 31 May again', () => {
    let world = billingWorld({ opened: at('2026-04-01'), day: 31 });
    const ends: Instant[] = [];
    for (const id of ['112', '113', '114']) {
      const decision = run(world, at('2026-12-01'), id);
      ends.push(decision.billed.to);
      world = committed(world, decision);
    }
    expect(ends).toEqual([at('2026-04-30'), at('2026-05-31'), at('2026-06-30')]);
  });
});

describe('several balance groups', () => {
  test('equal charges of two groups are one line, and both ledgers move on', () => {
    const world = billingWorld({ groups: 2 });
    const cycle = world.profile.activeBill;
    const both = withEntries(
      withEntries(world, [charge(cycle, { id: 'a', net: '1.005', tax: '0.2211' })]),
      [charge(cycle, { id: 'b', net: '1.005', tax: '0.2211' })],
      1,
    );
    const decision = run(both, at('2026-04-01'));
    // 2.01, not 1.01 twice: what is one line is rounded once.
    expect(decision.billed.lines).toMatchObject([{ net: '2.01', events: 2 }]);
    expect(decision.accounts.map(({ after: { head } }) => head.cycles.active.from)).toEqual([
      at('2026-04-01'),
      at('2026-04-01'),
    ]);
  });

  test('a ledger that is open for another cycle is refused', () => {
    const world = billingWorld({ groups: 2 });
    const [first, second] = world.accounts;
    if (first === undefined || second === undefined) throw new Error('two groups');
    const { active, next } = second.head.cycles;
    const moved = { ...second, head: { ...second.head, cycles: { active: next, next: active } } };
    const result = billCycle({ ...world, accounts: [first, moved], newBillId: '112', now: at('2026-04-01') });
    expect(result).toMatchObject({ ok: false, error: { code: 'billing.parked' } });
  });

  test('a group without a ledger is refused', () => {
    const world = billingWorld({ groups: 2 });
    const result = billCycle({
      ...world,
      accounts: world.accounts.slice(0, 1),
      newBillId: '112',
      now: at('2026-04-01'),
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'billing.parked' } });
  });
});

describe('who pays how', () => {
  const world = billingWorld({ opened: at('2026-03-01'), purchases: [purchaseOf('FEE', at('2026-03-01'))] });

  test('what is due by card is collected as soon as it is invoiced', () => {
    const { billed } = run(world, at('2026-04-01'), '112', { collect: 'credit_card' });
    expect(billed.collection).toEqual({ method: 'credit_card', attempts: 0, nextAt: at('2026-04-01') });
  });

  test('nothing due is not collected', () => {
    const rich = { ...world, profile: { ...world.profile, creditBalance: '-100' } };
    expect(run(rich, at('2026-04-01'), '112', { collect: 'direct_debit' }).billed.collection).toBeNull();
  });

  test('a prepaid bill gets no invoice', () => {
    const prepaid = billingWorld({ paymentType: 'prepaid' });
    expect(run(prepaid, at('2026-04-01')).billed.withoutInvoice).toBe(true);
    expect(run(world, at('2026-04-01')).billed.withoutInvoice).toBeUndefined();
  });

  test('a profile without a cycle has nothing to bill', () => {
    const payNow = { ...world, profile: { ...world.profile, cycleRule: null } };
    expect(billCycle({ ...payNow, newBillId: '112', now: at('2026-04-01') })).toMatchObject({
      ok: false,
      error: { code: 'billing.nothing_to_bill' },
    });
  });

  test('success clears the parking reason', () => {
    const parked = { ...world, profile: { ...world.profile, parked: { reason: 'tax', at: 0 } } };
    expect(run(parked, at('2026-04-01')).profile.parked).toBeNull();
  });
});
