import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { DraftEntry, Entry } from '../../../domain/ledger/entry.ts';
import { type EventIndex, findRepeat, remember } from '../../../domain/ledger/find-repeat.ts';
import { countsAt } from '../../../domain/ledger/running-charges.ts';
import { type Dec, ZERO } from '../../../domain/money/decimal.ts';
import { explainInWords } from '../../../domain/rating/explain/explain-in-words.ts';
import { type ExplainedStep, withParts } from '../../../domain/rating/explain/explain-usage.ts';
import { findService } from '../../../domain/rating/find-service.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import type { RatedUsage } from '../../../domain/rating/rating-context.ts';
import { type Suspension, suspend } from '../../../domain/rating/suspension.ts';
import { type FieldProblem, type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { covers } from '../../../domain/time/instant.ts';
import type { UsageEvent } from '../../../events/usage-event.ts';
import type { Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import type { Call } from '../call.ts';
import { checkSessionTime } from '../charging/check-session-time.ts';
import { knownEvents } from './known-events.ts';
import {
  loadOwners,
  type OpenAccounts,
  type OwnersTaxes,
  openAccounts,
  quoteOwners,
  ratedOwners,
} from './open-accounts.ts';

export type DryRunPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
};

/** A resource that the event moves, as it would stand afterwards. */
export type RemainingBalance = { readonly resource: string; readonly total: Dec };

/** What would become of one event. */
export type DryRun = { readonly event: UsageEvent } & (
  | {
      readonly outcome: 'rated';
      readonly balanceGroupId: string;
      /** What the customer is billed in. */
      readonly resource: string;
      readonly entry: DraftEntry;
      readonly shared: RatedUsage['shared'];
      readonly steps: readonly ExplainedStep[];
      readonly sentences: readonly string[];
      readonly balances: readonly RemainingBalance[];
    }
  /** It was rated before. */
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'suspended'; readonly suspension: Suspension }
);

/** A ledger that events are tried on. */
type Trial = OpenAccounts & { readonly known: EventIndex; readonly ownersTaxes: OwnersTaxes };

/**
 * Rates events against the ledgers as they stand, and commits nothing: what they would cost, why, and what would be left; or why they would wait in
 * suspense. Several are rated one after the other, each after those before it. The catalog is the newest.
 */
export const rateDryRun =
  (ports: DryRunPorts) =>
  async (
    call: Pick<Call, 'siteId' | 'now'>,
    events: readonly UsageEvent[],
  ): Promise<Result<readonly DryRun[], Refusal>> => {
    const { siteId } = call;
    const errors = events.flatMap((event, index): FieldProblem[] =>
      event.siteId === siteId ? [] : [{ pointer: `/${index}/site`, message: `Send "${siteId}", your own site.` }],
    );
    if (errors.length > 0) return err(refusal('request.invalid', 'Correct the events listed under errors.', errors));
    const book = await ports.priceBooks.fresh(siteId);
    const trials = new Map<string, Trial>();
    const bookOf = ({ own }: Trial) => ports.priceBooks.forCustomer(book, own.account.profile, call.now);
    const outcomes: DryRun[] = [];
    for (const event of events) {
      const trial = await trialFor(ports, trials, { call, event, events, book });
      outcomes.push(
        trial.ok
          ? tryEvent(trial.value, { book: await bookOf(trial.value), now: call.now, event })
          : { event, outcome: 'suspended', suspension: trial.error },
      );
    }
    return ok(outcomes);
  };

/** The balance group whose service it is, opened once for all events. */
async function trialFor(
  { records, ledgers, siteTime, priceBooks }: DryRunPorts,
  trials: Map<string, Trial>,
  {
    call: { siteId, now },
    event: { at, identifier, serviceType },
    events,
    book,
  }: {
    readonly call: Pick<Call, 'siteId' | 'now'>;
    readonly event: UsageEvent;
    readonly events: readonly UsageEvent[];
    readonly book: PriceBook;
  },
): Promise<Result<Trial, Suspension>> {
  const time = await checkSessionTime(siteTime, { siteId, now, at });
  if (!time.ok) return time;
  const claim = await records.get('serviceClaim', siteId, { identifier });
  const holder = claim?.holders.find((held) => held.serviceType === serviceType && covers(held, at));
  const account = holder === undefined ? null : await ledgers.load(siteId, holder.balanceGroupId);
  if (account === null) {
    return suspend(
      'UNKNOWN_SERVICE',
      `No ${serviceType} service has the identifier ${identifier} at the event's time. Check the identifier, or add the service.`,
    );
  }
  const opened = trials.get(account.head.balanceGroupId);
  if (opened !== undefined) return ok(opened);
  const times = events.map((event) => event.at);
  const owners = await loadOwners(ledgers, account);
  const trial: Trial = {
    ...openAccounts(account, owners),
    ownersTaxes: await quoteOwners(priceBooks, owners, { book, now }),
    known: await knownEvents(ledgers, account.head, times),
  };
  trials.set(account.head.balanceGroupId, trial);
  return ok(trial);
}

function tryEvent(
  { own, owners, known, ownersTaxes }: Trial,
  { book, now, event }: { readonly book: PriceBook; readonly now: number; readonly event: UsageEvent },
): DryRun {
  const { contract, work, account } = own;
  const service = findService(contract, event);
  if (!service.ok) return { event, outcome: 'suspended', suspension: service.error };
  const { id, at, fields } = event;
  const repeat = findRepeat(known, { service: service.value.serviceId, id, at, fields });
  if (repeat === 'duplicate') return { event, outcome: 'duplicate' };
  if (repeat === 'conflict') {
    const detail = `An event ${id} of this service was already rated with another content. Give it an id of its own.`;
    return { event, outcome: 'suspended', suspension: { reason: 'CONFLICT', detail } };
  }
  const traced: ExplainedStep[] = [];
  const context = { state: work.state, contract, book, now, owners: ratedOwners(owners, ownersTaxes) };
  const rated = rateUsage({ ...context, trace: (line) => traced.push(line) }, event);
  if (!rated.ok) return { event, outcome: 'suspended', suspension: rated.error };
  const entry: Entry = work.append(rated.value.entry);
  remember(known, entry);
  for (const shared of rated.value.shared) owners.get(shared.balanceGroupId)?.work.append(shared.entry);
  const steps = withParts(traced, book, at);
  return {
    event,
    outcome: 'rated',
    balanceGroupId: account.head.balanceGroupId,
    resource: account.profile.resource,
    ...rated.value,
    steps,
    sentences: explainInWords({ reproduced: true, steps }, entry, book),
    balances: balancesOf(entry, work.state.buckets.values(), now),
  };
}

function balancesOf(
  { impacts }: Entry,
  buckets: Iterable<Parameters<typeof countsAt>[0]>,
  now: number,
): readonly RemainingBalance[] {
  const totals = new Map<string, Dec>(impacts.map(({ resource }) => [resource, ZERO]));
  for (const bucket of buckets) {
    const so = totals.get(bucket.resource);
    if (so !== undefined && countsAt(bucket, now)) totals.set(bucket.resource, so.plus(bucket.amount));
  }
  return [...totals].map(([resource, total]) => ({ resource, total }));
}
