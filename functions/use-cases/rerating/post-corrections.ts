import { workOn } from '../../../domain/ledger/append-entries.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Correction } from '../../../domain/rerating/rerate-entries.ts';
import type { CommitLedgers, LedgerChange, Ledgers } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';

/** So many corrections are one commit: few enough for a transaction, many enough that a busy account is done soon. */
const MOST_AT_ONCE = 1_000;
/** Usage keeps coming while an account is corrected; each race has one winner. */
const ATTEMPTS = 30;

type PostPorts = { readonly ledgers: Pick<Ledgers, 'load'>; readonly commitLedgers: CommitLedgers };

/**
 * Posts corrections to the ledgers that they were computed from, part by part; all ledgers of a part in one commit. Corrections are
 * differences: usage that comes meanwhile does not change them, and they are posted on top of it. Gives what was posted; where something else happened
 * (a bill was made, somebody corrected, too), the rest must be computed anew.
 */
export async function postCorrections(
  ports: PostPorts,
  computedFrom: readonly Head[],
  corrections: readonly Correction[],
): Promise<{ readonly posted: readonly Correction[]; readonly isWhole: boolean }> {
  let heads = computedFrom;
  for (let start = 0; start < corrections.length; start += MOST_AT_ONCE) {
    const part = corrections.slice(start, start + MOST_AT_ONCE);
    const next = await postPart(ports, heads, part);
    if (next === null) return { posted: corrections.slice(0, start), isWhole: false };
    heads = next;
  }
  return { posted: corrections, isWhole: true };
}

/** The heads as they are after the part was posted; null: it no longer holds. */
async function postPart(
  ports: PostPorts,
  from: readonly Head[],
  part: readonly Correction[],
): Promise<readonly Head[] | null> {
  let heads = from;
  const outcome = await retryConflicts<'done' | 'outdated'>(
    'corrections',
    async () => {
      const changes = changesOf(heads, part);
      if ((await ports.commitLedgers({ ledgers: changes })) === 'done') {
        heads = heads.map((head) => changes.find(({ before }) => before === head)?.after ?? head);
        return 'done';
      }
      const newer = await reload(ports, heads);
      if (newer === null) return 'outdated';
      heads = newer;
      return null;
    },
    ATTEMPTS,
  );
  return outcome === 'done' ? reload(ports, heads) : null;
}

function changesOf(heads: readonly Head[], part: readonly Correction[]): readonly LedgerChange[] {
  const works = new Map(heads.map((before) => [before.balanceGroupId, { before, work: workOn(before) }]));
  for (const { balanceGroupId, draft } of part.flat()) works.get(balanceGroupId)?.work.append(draft);
  return [...works.values()]
    .filter(({ before, work }) => work.state.seq > before.seq)
    .map(({ before, work }) => ({ before, after: work.finish() }));
}

/** The ledgers as they stand now; null when more happened to one than that somebody used something. */
async function reload({ ledgers }: PostPorts, heads: readonly Head[]): Promise<readonly Head[] | null> {
  const newer = await Promise.all(heads.map(({ siteId, balanceGroupId }) => ledgers.load(siteId, balanceGroupId)));
  const found = newer.flatMap((account, index) => {
    const known = heads[index];
    return account !== null && known !== undefined && onlyUsedSince(known, account.head) ? [account.head] : [];
  });
  return found.length === heads.length ? found : null;
}

const USE: ReadonlySet<Entry['kind']> = new Set(['usage', 'shared', 'reserve', 'release']);

/** What was sealed meanwhile is not looked for: then it is computed anew. */
function onlyUsedSince(known: Head, newer: Head): boolean {
  const since = newer.tail.filter(({ seq }) => seq > known.seq);
  return since.length === newer.seq - known.seq && since.every(({ kind }) => USE.has(kind));
}
