import { expect, test } from 'vitest';
import { dueOfBill } from '../../../domain/jobs/due-work.ts';
import { failCollection } from '../../../domain/payment/collection-attempt.ts';
import { at, openBill, ZONE } from '../../support/billing-world.ts';

test('failed attempts are repeated after 1, 3, 5 and 7 days, and then no more', () => {
  let bill = openBill({
    billId: '110',
    due: '10',
    total: '10',
    invoiceId: '1',
    collection: { method: 'credit_card', attempts: 0, nextAt: at('2026-04-01') },
  });
  const attempts: (number | null)[] = [];
  for (let now: number | null = at('2026-04-01T00:00:30Z'); now !== null; ) {
    bill = failCollection(bill, { error: 'declined', now, zone: ZONE });
    attempts.push(bill.collection?.nextAt ?? null);
    now = bill.collection?.nextAt ?? null;
  }
  expect(attempts).toEqual([at('2026-04-02'), at('2026-04-05'), at('2026-04-10'), at('2026-04-17'), null]);
  expect(bill.collection).toMatchObject({ attempts: 5, error: 'declined' });
  expect(bill.status).toBe('billing');
  expect(dueOfBill(bill)).toBeNull();
});
