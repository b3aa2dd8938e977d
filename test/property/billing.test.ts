import { expect, test } from 'vitest';
import { addUpBill } from '../../domain/billing/add-up-bill.ts';
import type { Bill, Payment } from '../../domain/billing/bill.ts';
import { billCycle } from '../../domain/billing/bill-cycle.ts';
import { taxOn } from '../../domain/catalog/taxes/tax-on.ts';
import type { UnbilledLine } from '../../domain/ledger/head.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { type Dec, dec, decimalText, roundTo, sum } from '../../domain/money/decimal.ts';
import { allocatePayment } from '../../domain/payment/allocate-payment.ts';
import { recordPayment } from '../../domain/payment/record-payment.ts';
import { startOfDayAfter } from '../../domain/time/zone-calendar.ts';
import {
  allowed,
  at,
  BOOK,
  billingWorld,
  charge,
  openBill,
  purchaseOf,
  type World,
  withEntries,
  ZONE,
} from '../support/billing-world.ts';
import { fc } from '../support/chance.ts';

const cents = (value: number): string => decimalText(dec(`${value}`).div(100));
const micros = (value: number): string => decimalText(dec(`${value}`).div(1_000_000));
const total = (values: readonly string[]): string => decimalText(sum(values.map(dec)));

const unbilledLine = fc
  .record({
    product: fc.constantFrom('VOICE', 'FEE', 'OTHER', null),
    billItem: fc.constantFrom('USAGE', 'FEES'),
    taxed: fc.boolean(),
    net: fc.integer({ min: -50_000_000, max: 50_000_000 }),
  })
  .map(({ product, billItem, taxed, net }): UnbilledLine => {
    const exact = dec(micros(net));
    return {
      ...{ cycle: 0, billItem, product, period: null, events: 1, quantity: dec('1') },
      taxCode: taxed ? 'VAT' : null,
      net: exact,
      tax: taxed ? taxOn(exact, BOOK.taxes.get('VAT') ?? null).tax : dec('0'),
    };
  });

test('lines add up to the net, taxes to the tax, both to the total, and what rounding did is recorded', () => {
  fc.assert(
    fc.property(fc.array(unbilledLine, { maxLength: 60 }), (charges) => {
      const bill = allowed(addUpBill(charges, { book: BOOK, digits: 2 }));
      expect(total(bill.lines.map(({ net }) => net))).toBe(bill.net);
      expect(total(bill.taxes.map(({ tax }) => tax))).toBe(bill.tax);
      expect(total([bill.net, bill.tax])).toBe(bill.total);
      const exact = sum(charges.map(({ net, tax }) => net.plus(tax)));
      expect(decimalText(dec(bill.total).minus(exact))).toBe(bill.rounding);
      // Half a cent a line, and half a cent for the one tax code.
      expect(
        dec(bill.rounding)
          .abs()
          .lte(dec('0.005').times(bill.lines.length + bill.taxes.length)),
      ).toBe(true);
      expect(bill.lines.reduce((count, { events }) => count + events, 0)).toBe(charges.length);
    }),
  );
});

test('the order of the charges makes no difference', () => {
  fc.assert(
    fc.property(
      fc
        .array(unbilledLine, { maxLength: 30 })
        .chain((charges) =>
          fc.tuple(fc.constant(charges), fc.shuffledSubarray(charges, { minLength: charges.length })),
        ),
      ([charges, shuffled]) => {
        const rules = { book: BOOK, digits: 2 };
        expect(addUpBill(shuffled, rules)).toEqual(addUpBill(charges, rules));
      },
    ),
  );
});

test('one charge split into many comes to the same net', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 20 }), (parts) => {
      const line = (net: Dec): UnbilledLine => ({
        ...{
          cycle: 0,
          billItem: 'USAGE',
          product: 'VOICE',
          taxCode: null,
          period: null,
          events: 1,
          quantity: dec('1'),
        },
        ...{ net, tax: dec('0') },
      });
      const split = parts.map((part) => dec(micros(part)));
      const rules = { book: BOOK, digits: 2 };
      expect(allowed(addUpBill(split.map(line), rules)).net).toBe(allowed(addUpBill([line(sum(split))], rules)).net);
    }),
  );
});

const bills = fc.array(
  fc.record({ due: fc.integer({ min: 1, max: 100_000 }), dueDay: fc.integer({ min: 0, max: 90 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

test('allocations and the rest add up to the payment; no bill gets more than it is due, none is passed over', () => {
  fc.assert(
    fc.property(bills, fc.integer({ min: 1, max: 500_000 }), (shapes, amount) => {
      const open = shapes.map(({ due, dueDay }, index) =>
        openBill({ billId: `${100 + index}`, due: cents(due), dueAt: dueDay * 86_400_000 }),
      );
      const [chosen] = open as [Bill, ...Bill[]];
      const { allocations, rest } = allocatePayment(dec(cents(amount)), chosen, open);
      expect(decimalText(sum([...allocations.map((part) => part.amount), rest]))).toBe(cents(amount));
      expect(allocations.every((part) => part.amount.gt(0) && part.amount.lte(part.bill.due))).toBe(true);
      // Only the last bill may be paid in part, and money is left over only when all are paid.
      expect(allocations.slice(0, -1).every((part) => part.amount.eq(part.bill.due))).toBe(true);
      if (rest.gt(0)) expect(total(open.map(({ due }) => due))).toBe(decimalText(dec(cents(amount)).minus(rest)));
    }),
  );
});

type Command =
  | { readonly kind: 'usage'; readonly net: number; readonly group: number; readonly ahead: boolean }
  | { readonly kind: 'bill'; readonly days: number }
  | { readonly kind: 'pay'; readonly amount: number; readonly which: number }
  | { readonly kind: 'refund'; readonly amount: number; readonly which: number };

const commands = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('usage' as const),
      net: fc.integer({ min: -3_000_000, max: 20_000_000 }),
      group: fc.integer({ min: 0, max: 1 }),
      ahead: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('bill' as const), days: fc.integer({ min: 0, max: 70 }) }),
    fc.record({
      kind: fc.constant('pay' as const),
      amount: fc.integer({ min: 1, max: 8_000 }),
      which: fc.nat(),
    }),
    fc.record({
      kind: fc.constant('refund' as const),
      amount: fc.integer({ min: 1, max: 3_000 }),
      which: fc.nat(),
    }),
  ),
  { maxLength: 40 },
);

/** A customer's money as a list of commands leaves it. */
class Life {
  world: World;
  now = at('2026-01-31');
  readonly finalised = new Map<string, Bill>();
  readonly payments: Payment[] = [];
  #events = 0;
  #lastId = 111;

  constructor(day: number) {
    this.world = billingWorld({
      opened: at('2026-01-31'),
      day,
      groups: 2,
      purchases: [purchaseOf('FEE', at('2026-01-31')), purchaseOf('SUPPORT', at('2026-01-31'))],
    });
  }

  does(command: Command): void {
    switch (command.kind) {
      case 'usage':
        this.#use(command);
        return;
      case 'bill':
        this.now = startOfDayAfter(ZONE, this.now, command.days);
        while (this.#bill());
        return;
      default:
        this.#pay(command);
    }
  }

  #use({ net, group, ahead }: { net: number; group: number; ahead: boolean }): void {
    const { activeBill, nextBill } = this.world.profile;
    const split = taxOn(dec(micros(net)), BOOK.taxes.get('VAT') ?? null);
    this.#events += 1;
    const line = { id: `e${this.#events}`, net: decimalText(split.net), tax: decimalText(split.tax) };
    this.world = withEntries(this.world, [charge(ahead ? nextBill : activeBill, line)], group);
  }

  #bill(): boolean {
    const facts = { ...this.world, newBillId: `${this.#lastId + 1}`, now: this.now };
    const decision = billCycle(facts);
    if (!decision.ok) {
      expect(decision.error.code).toBe('billing.cycle_open');
      return false;
    }
    // Preview is the same decision, so it must not depend on anything but its arguments.
    expect(billCycle(facts)).toEqual(decision);
    this.#lastId += 1;
    const { billed, active, inactive, profile, accounts } = decision.value;
    this.finalised.set(billed.billId, billed);
    this.world = { ...this.world, profile, active, next: inactive, accounts: accounts.map(({ after }) => after) };
    return true;
  }

  #pay({ kind, amount, which }: { kind: 'pay' | 'refund'; amount: number; which: number }): void {
    const all = [...this.finalised.values()];
    const chosen = all[which % Math.max(1, all.length)];
    if (chosen === undefined) return;
    const decision = recordPayment(
      {
        ...{ paymentId: `${this.payments.length}`, method: 'cash', recordedBy: 'x', receivedAt: this.now },
        ...{ direction: kind === 'pay' ? 'charge' : 'refund', amount: cents(amount) },
      },
      { profile: this.world.profile, chosen, others: all, digits: 2, now: this.now },
    );
    if (!decision.ok) return;
    this.payments.push(decision.value.payment);
    for (const bill of decision.value.bills) this.finalised.set(bill.billId, bill);
    this.world = { ...this.world, profile: decision.value.profile ?? this.world.profile };
  }
}

test('whatever a customer uses, pays and takes back, every cent is on exactly one bill or in hand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), commands, (day, list) => {
      const life = new Life(day);
      for (const command of list) life.does(command);
      const all = [...life.finalised.values()];
      const { profile, active, next, accounts } = life.world;

      for (const bill of all) {
        expect(total([bill.creditApplied, bill.paid, bill.due])).toBe(bill.total);
        expect(dec(bill.due).gte(0)).toBe(true);
        expect(bill.status).toBe(dec(bill.due).isZero() ? 'closed' : 'billing');
        expect(roundTo(dec(bill.total), 2).eq(bill.total)).toBe(true);
      }
      // Periods tile time: each begins where the one before ended, with the active and the prepared one at the end.
      const periods = [...all, active, next].toSorted((a, b) => a.from - b.from);
      expect(periods[0]?.from).toBe(at('2026-01-31'));
      for (const [index, bill] of periods.slice(1).entries()) expect(bill.from).toBe(periods[index]?.to);
      expect([active.status, next.status]).toEqual(['active', 'inactive']);
      expect([profile.activeBill.billId, profile.nextBill.billId]).toEqual([active.billId, next.billId]);

      // Money in is on bills or in hand; nothing else is in hand but what negative bills gave.
      const net = (direction: 'charge' | 'refund') =>
        total(life.payments.filter((payment) => payment.direction === direction).map(({ amount }) => amount));
      const credited = total(life.payments.map((payment) => payment.credited));
      const received = decimalText(dec(net('charge')).minus(net('refund')));
      expect(total([total(all.map(({ paid }) => paid)), credited])).toBe(received);
      const applied = total(all.map(({ creditApplied }) => creditApplied));
      expect(profile.creditBalance).toBe(decimalText(dec(applied).minus(credited)));
      expect(dec(profile.creditBalance).lte(0)).toBe(true);

      // Heads are the fold of their entries, and running buckets hold exactly what no bill has taken.
      for (const { head } of accounts) {
        expect(verifyHead(head, head.tail)).toBeNull();
        const waiting = sum([...head.unbilled.values()].map((line) => line.net.plus(line.tax)));
        const running = sum([...head.buckets.values()].map((bucket) => bucket.amount));
        expect(decimalText(running)).toBe(decimalText(waiting));
      }
    }),
    { numRuns: 150 },
  );
});
