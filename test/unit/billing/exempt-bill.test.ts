import { describe, expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import type { UnbilledLine } from '../../../domain/ledger/head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { allowed, BOOK } from '../../support/billing-world.ts';

const line = (net: string, tax: string, changes: Partial<UnbilledLine> = {}): UnbilledLine => ({
  ...{ cycle: 0, billItem: 'USAGE', product: 'VOICE', taxCode: 'VAT', period: null, events: 1 },
  ...{ net: dec(net), tax: dec(tax), quantity: dec('1') },
  ...changes,
});
const rules = { book: BOOK, digits: 2 };

describe('what a customer is exempt of', () => {
  test('is a row of its own, with no percent and the reason', () => {
    const bill = allowed(addUpBill([line('10', '2.2'), line('5', '0', { exemption: 'Embassy' })], rules));
    expect(bill.taxes).toEqual([
      { taxCode: 'VAT', percent: '22', base: '10', tax: '2.2' },
      { taxCode: 'VAT', exemption: 'Embassy', percent: '0', base: '5', tax: '0' },
    ]);
    expect(bill.lines.map(({ net, exemption }) => [net, exemption])).toEqual([
      ['10', undefined],
      ['5', 'Embassy'],
    ]);
    expect(bill).toMatchObject({ net: '15', tax: '2.2', total: '17.2' });
  });

  test('is told apart by reason, and its bases add up to the net', () => {
    const charges = [line('1', '0', { exemption: 'reverse-charge' }), line('2', '0', { exemption: 'Embassy' })];
    const bill = allowed(addUpBill(charges, rules));
    expect(bill.taxes.map(({ exemption, base }) => [exemption, base])).toEqual([
      ['Embassy', '2'],
      ['reverse-charge', '1'],
    ]);
  });
});
