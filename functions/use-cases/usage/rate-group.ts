import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { type EventIndex, findRepeat, remember } from '../../../domain/ledger/find-repeat.ts';
import { findService } from '../../../domain/rating/find-service.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import type { RatingContext } from '../../../domain/rating/rating-context.ts';
import type { SuspenseReason, Suspension } from '../../../domain/rating/suspension.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, UsageNeeds } from '../../ports.ts';
import { tellRefusal } from '../notifications/tell-refusal.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { knownEvents } from './known-events.ts';
import {
  changedLedgers,
  ledgerCommit,
  loadOwners,
  type OpenAccounts,
  type OwnersTaxes,
  openAccounts,
  quoteOwners,
  ratedOwners,
} from './open-accounts.ts';
import type { RateUsagePorts } from './rate-usage-ports.ts';
import type { ReceivedEvent } from './read-messages.ts';
import { usageNeeds } from './usage-needs.ts';

export type GroupOutcome = {
  readonly rated: number;
  readonly duplicate: number;
  readonly suspended: readonly (ReceivedEvent & Suspension)[];
};

/** A balance group, and which of its services the events are of, as far as the look-up knows. */
export type UsageGroup = {
  readonly siteId: string;
  readonly balanceGroupId: string;
  readonly serviceIds: readonly string[];
  readonly now: Instant;
};

/** One account may be fed by every worker there is: each race has one winner, so all come through, but not within a few tries. */
const HOT_ACCOUNT_ATTEMPTS = 60;

/** Reasons that a newer catalog may lift. */
const CATALOG_REASONS: ReadonlySet<SuspenseReason> = new Set(['UNKNOWN_SERVICE_TYPE', 'NO_RATE', 'TAX_MISSING']);

/**
 * Rates a batch's events of one balance group. What the price book at hand cannot price is tried once more with the catalog as it
 * stands now, so that a product sold a second ago prices its first event.
 */
export async function rateGroup(
  ports: Pick<RateUsagePorts, 'ledgers' | 'commitLedgers' | 'priceBooks'>,
  group: UsageGroup,
  received: readonly ReceivedEvent[],
): Promise<GroupOutcome> {
  const { siteId } = group;
  const book = await ports.priceBooks.current(siteId);
  const first = await foldGroup(ports, { ...group, book }, received);
  const unpriced = first.suspended.filter(({ reason }) => CATALOG_REASONS.has(reason));
  if (unpriced.length === 0) return first;
  const newer = await ports.priceBooks.fresh(siteId);
  if (newer.version === book.version) return first;
  const second = await foldGroup(ports, { ...group, book: newer }, unpriced);
  return {
    rated: first.rated + second.rated,
    duplicate: first.duplicate + second.duplicate,
    suspended: [...first.suspended.filter(({ reason }) => !CATALOG_REASONS.has(reason)), ...second.suspended],
  };
}

/**
 * Folds a batch's events of one balance group into its ledger: one read and one write however many events. Events are taken by
 * their own time, so that the order of arrival does not decide who gets an allowance. What owners of sharing groups take over, and what
 * thresholds have to tell, is in the same commit.
 */
async function foldGroup(
  { ledgers, commitLedgers, priceBooks }: Pick<RateUsagePorts, 'ledgers' | 'commitLedgers' | 'priceBooks'>,
  group: UsageGroup & { readonly book: PriceBook },
  received: readonly ReceivedEvent[],
): Promise<GroupOutcome> {
  const events = received.toSorted((a, b) => a.event.at - b.event.at);
  const { siteId, balanceGroupId, serviceIds, now } = group;
  const times = events.map(({ event }) => event.at);
  const load = (id: string, needs: Pick<UsageNeeds, 'serviceIds' | 'asOwner'>) =>
    ledgers.loadForUsage(siteId, id, usageNeeds({ ...needs, book: group.book, now, times }));
  const fold = async () => {
    const account = await load(balanceGroupId, { serviceIds, asOwner: false });
    if (account === null) throw new Error(`Balance group ${balanceGroupId} has a service but no ledger`);
    const book = await priceBooks.forCustomer(group.book, account.profile, now);
    const known = await knownEvents(ledgers, account.head, times);
    const owners = await loadOwners({ load: (_, id) => load(id, { serviceIds: [], asOwner: true }) }, account);
    const accounts = openAccounts(account, owners);
    const ownersTaxes = await quoteOwners(priceBooks, owners, { book: group.book, now });
    const outcome = rateAll(accounts, { book, now, ownersTaxes }, events, known);
    const changed = changedLedgers(accounts);
    const commit = changed.length === 0 ? 'done' : await commitLedgers(ledgerCommit(changed, { book, now }));
    if (commit === 'conflict') return null;
    await tellRefusals({ commitLedgers }, { account, book, now }, outcome.suspended);
    return outcome;
  };
  return retryConflicts(`balance group ${balanceGroupId}`, fold, HOT_ACCOUNT_ATTEMPTS);
}

/** Told apart from the ledger: a refusal writes nothing there. */
async function tellRefusals(
  { commitLedgers }: Pick<RateUsagePorts, 'commitLedgers'>,
  { account, book, now }: { readonly account: Account; readonly book: PriceBook; readonly now: Instant },
  suspended: GroupOutcome['suspended'],
): Promise<void> {
  const tell = tellRefusal({ commit: (changes) => commitLedgers({ ledgers: [], also: changes }) });
  for (const { reason, resource, event } of suspended) {
    if (reason !== 'LIMIT_REACHED' || resource === undefined) continue;
    const { id, at } = event;
    await tell({ ...account, book, resource, event: { id, at, service: null }, now });
  }
}

function rateAll(
  { own, owners }: OpenAccounts,
  { book, now, ownersTaxes }: { readonly book: PriceBook; readonly now: Instant; readonly ownersTaxes: OwnersTaxes },
  events: readonly ReceivedEvent[],
  known: EventIndex,
): GroupOutcome {
  const { work, contract } = own;
  const context: RatingContext = { state: work.state, contract, book, now, owners: ratedOwners(owners, ownersTaxes) };
  const suspended: (ReceivedEvent & Suspension)[] = [];
  let rated = 0;
  let duplicate = 0;
  for (const received of events) {
    const { event } = received;
    const service = findService(contract, event);
    if (!service.ok) {
      suspended.push({ ...received, ...service.error });
      continue;
    }
    const { serviceId } = service.value;
    const repeat = findRepeat(known, { service: serviceId, id: event.id, at: event.at, fields: event.fields });
    if (repeat === 'duplicate') {
      duplicate += 1;
      continue;
    }
    if (repeat === 'conflict') {
      const detail = `An event ${event.id} of this service was already rated with another content. Give it an id of its own and retry, or discard it.`;
      suspended.push({ ...received, reason: 'CONFLICT', detail });
      continue;
    }
    const usage = rateUsage(context, event);
    if (!usage.ok) {
      suspended.push({ ...received, ...usage.error });
      continue;
    }
    remember(known, work.append(usage.value.entry));
    for (const { balanceGroupId, entry } of usage.value.shared) owners.get(balanceGroupId)?.work.append(entry);
    rated += 1;
  }
  return { rated, duplicate, suspended };
}
