import { expect, test } from 'vitest';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Head } from '../../domain/ledger/head.ts';
import { draftEntry } from '../../domain/ledger/open-ledger.ts';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import type { Account, Ledgers } from '../../functions/ports.ts';
import {
  type EntryPosition,
  endOf,
  newestEntries,
  startOf,
} from '../../functions/use-cases/customers/newest-entries.ts';
import { fc } from '../support/chance.ts';

const DAY = 86_400_000;
const START = Date.parse('2020-01-01T00:00:00Z');

type Ledger = { readonly times: readonly number[]; readonly sealed: number };

const entriesOf = ({ times }: Ledger): Entry[] =>
  times.map((at, index) => ({ seq: index + 1, ...draftEntry({ kind: 'usage', id: `${index}`, at, recordedAt: at }) }));

/** A ledger of which the first so many entries lie in chunks. */
function accountOf(ledger: Ledger, balanceGroupId: string): Account {
  const entries = entriesOf(ledger);
  const sealed = entries.slice(0, ledger.sealed);
  const head: Head = {
    siteId: 'demo',
    balanceGroupId,
    version: 1,
    contractVersion: 1,
    seq: entries.length,
    cycles: { active: { from: START, to: FOREVER }, next: { from: FOREVER, to: FOREVER } },
    buckets: new Map(),
    counters: new Map(),
    unbilled: new Map(),
    holds: new Map(),
    alarms: new Set(),
    usageCount: entries.length,
    sealedThrough: Math.max(0, ...sealed.map(({ at }) => at)),
    tail: entries.slice(ledger.sealed),
  };
  const profile = { services: [], purchases: [] } as unknown as RatingProfile;
  return { head, profile };
}

const times = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 2_000 }).map((days) => START + days * DAY),
    // Many at the same moment.
    fc.constantFrom(START, START + DAY, START + 40 * DAY),
    fc.integer({ min: 0, max: 5 * DAY }).map((ms) => START + ms),
  ),
  { maxLength: 40 },
);
const ledgers = fc.array(
  times.chain((list) => fc.record({ times: fc.constant(list), sealed: fc.integer({ min: 0, max: list.length }) })),
  { minLength: 1, maxLength: 3 },
);

test('page after page shows every entry once, newest first, however ledgers are sealed', async () => {
  await fc.assert(
    fc.asyncProperty(ledgers, fc.integer({ min: 1, max: 7 }), async (list, limit) => {
      const accounts = list.map((ledger, index) => accountOf(ledger, `${1000 + index}`));
      const sealedEntries: Ledgers['sealedEntries'] = async (_, balanceGroupId, { from, to }) => {
        const ledger = list[parseInt(balanceGroupId, 10) - 1000];
        if (ledger === undefined) return [];
        // As the store does: whole chunks that meet the range, so also entries outside of it.
        const chunk = entriesOf(ledger).slice(0, ledger.sealed);
        return chunk.some(({ at }) => from <= at && at <= to) ? chunk : [];
      };
      const newest = newestEntries({ ledgers: { sealedEntries } });
      const range = { from: startOf(accounts), to: endOf(accounts), limit, keep: () => true };
      const shown: string[] = [];
      let after: EntryPosition | null = null;
      do {
        const page = await newest(accounts, { ...range, after });
        expect(page.entries.length).toBeLessThanOrEqual(limit);
        shown.push(...page.entries.map(({ balanceGroupId, entry }) => `${entry.at} ${balanceGroupId} ${entry.seq}`));
        after = page.next;
      } while (after !== null);

      const all = list.flatMap((ledger, index) =>
        entriesOf(ledger).map(({ at, seq }) => ({ at, group: 1000 + index, seq })),
      );
      const expected = all
        .toSorted((a, b) => b.at - a.at || b.group - a.group || b.seq - a.seq)
        .map(({ at, group, seq }) => `${at} ${group} ${seq}`);
      expect(shown).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
