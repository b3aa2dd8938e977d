import { expect, test } from 'vitest';
import { openLedger } from '../../../domain/ledger/open-ledger.ts';
import { endPurchases } from '../../../domain/subscription/end-purchases.ts';
import { allowed, at, bookOf, cyclesAt, monthlyRule, product, profileOf, purchaseOf, version } from './contract.ts';

const book = bookOf(
  product({ code: 'FEE', versions: [version('30')] }),
  product({ code: 'SET_UP', type: 'one-time', versions: [version('5')] }),
);
const rule = monthlyRule();

test.for([
  {
    from: '2026-03-15',
    end: '2026-03-20',
    now: '2026-03-20',
    net: '9.84',
    because: 'five days of 31, and what is paid once',
  },
  { from: '2026-03-20', end: '2026-03-20', now: '2026-03-20', net: '0', because: 'it begins as it ends' },
  { from: '2026-03-25', end: '2026-03-20', now: '2026-03-20', net: '0', because: 'it would begin later' },
  { from: '2026-03-18', end: '2026-03-16', now: '2026-03-20', net: '0', because: 'it ended before it began' },
])('what no job has started yet is ended: $because', ({ from, end, now, net }) => {
  const pending = (code: string) => purchaseOf(code, at(from), { purchaseId: code, status: 'pending' });
  const profile = profileOf(rule, pending('FEE'), pending('SET_UP'));
  const cycles = cyclesAt(rule, at('2026-03-01'));
  const head = openLedger({
    siteId: 'demo',
    balanceGroupId: '1',
    resource: 'EUR',
    cycles,
    at: cycles.active.from,
    now: cycles.active.from,
  });
  const ended = allowed(
    endPurchases({ head, profile }, { book, now: at(now) }, () => ({ at: at(end), as: 'cancelled' })),
  );
  let total = 0;
  for (const line of ended.head.unbilled.values()) total += line.net.toNumber();
  expect(total.toFixed(2)).toBe(Number(net).toFixed(2));
  expect(ended.profile.purchases.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
});
