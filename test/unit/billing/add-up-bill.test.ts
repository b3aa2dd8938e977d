import { describe, expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import type { UnbilledLine } from '../../../domain/ledger/head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { allowed, BOOK } from '../../support/billing-world.ts';

const line = (net: string, tax: string, changes: Partial<UnbilledLine> = {}): UnbilledLine => ({
  cycle: 0,
  billItem: 'USAGE',
  product: 'VOICE',
  taxCode: 'VAT',
  period: null,
  net: dec(net),
  tax: dec(tax),
  quantity: dec('1'),
  events: 1,
  ...changes,
});

const rules = { book: BOOK, digits: 2 };

describe('tax is rounded once per code', () => {
  test('seven events of 0.33 are taxed 0.51, not seven times 0.07', () => {
    const events = Array.from({ length: 7 }, () => line('0.33', '0.0726'));
    const bill = allowed(addUpBill(events, rules));
    expect(bill).toMatchObject({ net: '2.31', tax: '0.51', total: '2.82' });
    expect(bill.lines).toMatchObject([{ net: '2.31', exactTax: '0.5082', quantity: '7', events: 7, unit: 'min' }]);
  });

  test('two codes are rounded each for itself', () => {
    const book = {
      ...BOOK,
      taxes: new Map(BOOK.taxes).set('LOW', { ...must(BOOK.taxes.get('VAT')), code: 'LOW', percent: '9.5' }),
    };
    const bill = allowed(addUpBill([line('1', '0.225'), line('1', '0.095', { taxCode: 'LOW' })], { book, digits: 2 }));
    expect(bill.taxes.map(({ taxCode, percent, tax }) => [taxCode, percent, tax])).toEqual([
      ['LOW', '9.5', '0.1'],
      ['VAT', '22', '0.23'],
    ]);
    expect(bill).toMatchObject({ tax: '0.33', rounding: '0.01' });
  });

  test('what carries no tax code has no tax row', () => {
    const bill = allowed(addUpBill([line('1', '0', { taxCode: null })], rules));
    expect(bill).toMatchObject({ taxes: [], tax: '0', total: '1' });
  });
});

describe('each line is rounded half up, and what that adds is recorded', () => {
  test('three items of 0.335 are 1.02: 0.015 more than they add up to', () => {
    const items = ['A', 'B', 'C'].map((product) => line('0.335', '0', { product }));
    const bill = allowed(addUpBill(items, rules));
    expect(bill.lines.map(({ net }) => net)).toEqual(['0.34', '0.34', '0.34']);
    expect(bill).toMatchObject({ net: '1.02', rounding: '0.015' });
  });

  test('a credit is rounded away from zero, too', () => {
    expect(allowed(addUpBill([line('-0.335', '0')], rules))).toMatchObject({ net: '-0.34', rounding: '-0.005' });
  });

  test.for([
    { digits: 0, net: '1235', because: 'a currency without minor units' },
    { digits: 3, net: '1234.568', because: 'a currency with three' },
  ])('$digits digits: $net, $because', ({ digits, net }) => {
    expect(allowed(addUpBill([line('1234.5678', '0')], { book: BOOK, digits })).net).toBe(net);
  });
});

describe('lines', () => {
  test('come in the same order, whatever order the charges are in', () => {
    const charges = [
      line('1', '0', { product: 'Z' }),
      line('2', '0', { billItem: 'FEES' }),
      line('3', '0', { product: 'A' }),
    ];
    const forward = allowed(addUpBill(charges, rules));
    expect(allowed(addUpBill(charges.toReversed(), rules))).toEqual(forward);
    expect(forward.lines.map(({ billItem, product }) => [billItem, product])).toEqual([
      ['FEES', 'VOICE'],
      ['USAGE', 'A'],
      ['USAGE', 'Z'],
    ]);
  });

  test('for different times stay apart', () => {
    const march = line('1', '0', { period: { from: 1, to: 2 } });
    const april = line('1', '0', { period: { from: 2, to: 3 } });
    expect(allowed(addUpBill([march, april], rules)).lines.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });
});

describe('a bill that would be wrong is refused', () => {
  test('because its tax is not in the catalog', () => {
    expect(addUpBill([line('1', '0.22', { taxCode: 'GONE' })], rules)).toMatchObject({
      ok: false,
      error: { code: 'catalog.reference_missing', detail: expect.stringContaining('GONE') },
    });
  });

  test('because tax is charged under no code', () => {
    expect(addUpBill([line('1', '0.22', { taxCode: null })], rules).ok).toBe(false);
  });

  test('because it has more lines than any contract', () => {
    const many = Array.from({ length: 1001 }, (_, index) => line('1', '0', { product: `P${index}` }));
    expect(addUpBill(many, rules)).toMatchObject({ ok: false, error: { code: 'billing.parked' } });
    expect(addUpBill(many.slice(1), rules).ok).toBe(true);
  });
});

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing in the test catalog');
  return value;
}
