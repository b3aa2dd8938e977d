import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { type Dec, dec, decimalText, ZERO } from '../../../domain/money/decimal.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import { correctionNote } from '../../../domain/rerating/correction-note.ts';
import type { RerateFigures } from '../../../domain/rerating/figures.ts';
import { type LedgerHistory, rerateEntries } from '../../../domain/rerating/rerate-entries.ts';
import { rerateFigures, stoodBefore } from '../../../domain/rerating/rerate-figures.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Account, CommitLedgers, JobMessage, Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import { allItems } from '../every-item.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { loadPastOwners } from '../usage/open-accounts.ts';
import { loadHistory, MOST_ENTRIES, startOfHistory } from './load-history.ts';
import { postCorrections } from './post-corrections.ts';

export type ReratePorts = {
  readonly records: Records;
  readonly ledgers: Ledgers;
  readonly commitLedgers: CommitLedgers;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'now'>;
};

type Order = Extract<TaskOrder, { readonly task: 're-rating' }>;

/** Usage does not disturb; bills are made once a cycle. */
const ATTEMPTS = 6;

/**
 * Rates the usage of one balance group again and posts what differs, in the ledgers of sharing owners, too. Exactly once: every commit is conditional
 * on the ledgers that it was computed from, and what an interrupted attempt has posted already no longer differs. The result
 * counts everything that the run posted.
 */
export const rerateBalanceGroup =
  (ports: ReratePorts) =>
  (message: JobMessage, order: Order): Promise<WorkResult> =>
    retryConflicts(`re-rating of balance group ${message.ref}`, () => correct(ports, message, order), ATTEMPTS);

/** Null: something happened that the corrections do not know of. What was posted by then no longer differs. */
async function correct(
  ports: ReratePorts,
  { siteId, runId, ref: balanceGroupId }: JobMessage,
  order: Order,
): Promise<WorkResult | null> {
  const account = await ports.ledgers.load(siteId, balanceGroupId);
  if (account === null) return skipped('There is no such ledger.');
  const isWanted = await wantedBy(ports, account, order);
  if (isWanted === null) return skipped('It has none of the usage that was chosen.');
  const start = startOfHistory(account.profile.cycleRule, order.from);
  const history = await loadHistory(ports.ledgers, account, start);
  if (history.entries.length > MOST_ENTRIES) {
    const detail = `There are more than ${MOST_ENTRIES} entries since the cycle began. Order a shorter time.`;
    return { outcome: 'failed', detail };
  }
  const now = await ports.siteTime.now(siteId);
  const sold = await ports.priceBooks.fresh(siteId);
  const book = await ports.priceBooks.forCustomer(sold, account.profile, now);
  const histories = [history, ...(await historiesOf(ports, account, { start, book: sold, now }))];
  const [, ...owners] = histories;
  const note = correctionNote(order, runId);
  const rerated = rerateEntries({ account: history, owners, book, isWanted, note, now });
  const { resource } = account.profile;
  const counts = { resource, events: rerated.events, unrated: rerated.unrated.length };
  if (order.dryRun) {
    const corrections = rerated.corrections.flat().map(({ draft }) => draft);
    const stood = stoodBefore(rerated.stands, []);
    return resultOf(rerateFigures({ corrections, stood }, { ...counts, corrected: rerated.corrected }), order);
  }
  const heads = histories.map(({ head }) => head);
  const { posted: part, isWhole } = await postCorrections(ports, heads, rerated.corrections);
  if (!isWhole) return null;
  const before = histories.flatMap(({ head, entries }) => {
    const member = head.balanceGroupId === balanceGroupId ? undefined : balanceGroupId;
    return entries.filter((entry) => entry.note === note && entry.shared?.balanceGroupId === member);
  });
  const corrections = [...before, ...part.flat().map(({ draft }) => draft)];
  // Expiries belong to an event that is counted, and so do owners' parts, unless theirs is all of it: both name its position.
  const corrected = new Set(corrections.flatMap(({ id, service }) => (service === null ? [] : [id.split(':').at(-2)])));
  const stood = stoodBefore(rerated.stands, before);
  return resultOf(rerateFigures({ corrections, stood }, { ...counts, corrected: corrected.size }), order);
}

const skipped = (detail: string): WorkResult => ({ outcome: 'skipped', detail });

/** What entries are meant; null: none of this balance group's. */
async function wantedBy(
  { records }: ReratePorts,
  { profile }: Account,
  { from, to, scope: { balanceGroupId, customerId, product, plan } }: Order,
): Promise<((entry: Entry) => boolean) | null> {
  if (balanceGroupId !== undefined && balanceGroupId !== profile.balanceGroupId) return null;
  if (customerId !== undefined && customerId !== profile.customerId) return null;
  if (product !== undefined && !profile.purchases.some((bought) => bought.product === product)) return null;
  const services = plan === undefined ? null : await servicesUnder({ records }, profile, plan);
  if (services?.size === 0) return null;
  return (entry) =>
    from <= entry.at &&
    entry.at < to &&
    (product === undefined || entry.product === product) &&
    (services === null || services.has(entry.service ?? ''));
}

/** Services of the subscriptions that have the plan now. */
async function servicesUnder(
  ports: Pick<ReratePorts, 'records'>,
  { siteId, customerId, services }: RatingProfile,
  plan: string,
): Promise<ReadonlySet<string>> {
  const subscriptions = await allItems(ports, 'subscriptionsOfCustomer', siteId, { customerId });
  const ids = new Set(subscriptions.filter((one) => one.plan === plan).map(({ subscriptionId }) => subscriptionId));
  return new Set(services.filter(({ subscriptionId }) => ids.has(subscriptionId)).map(({ serviceId }) => serviceId));
}

async function historiesOf(
  { ledgers, priceBooks }: ReratePorts,
  account: Account,
  { start, book, now }: { readonly start: number; readonly book: PriceBook; readonly now: number },
): Promise<readonly LedgerHistory[]> {
  const owners = await loadPastOwners(ledgers, account);
  return Promise.all(
    owners.map(async (owner) => {
      const from = Math.min(start, startOfHistory(owner.profile.cycleRule, start));
      const { taxes } = await priceBooks.forCustomer(book, owner.profile, now);
      return { ...(await loadHistory(ledgers, owner, from)), taxes };
    }),
  );
}

function resultOf(figures: RerateFigures, { dryRun }: Order): WorkResult {
  const { events, corrected, unrated, items, resource } = figures;
  if (events === 0) return { outcome: 'skipped', detail: 'It has no usage of that time.' };
  const total = items.reduce((sum: Dec, { net, tax }) => sum.plus(dec(net)).plus(dec(tax)), ZERO);
  const kept = unrated === 0 ? '' : ` ${unrated} cannot be rated any more and stay as they are.`;
  const would = dryRun ? 'would be' : 'were';
  const detail = `${corrected} of ${events} events ${would} corrected by ${moneyWords(decimalText(total), resource)} with tax.${kept}`;
  return { outcome: 'processed', detail, figures };
}
