import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { type BalanceLeft, balancesLeft } from '../../../domain/charging/balances-left.ts';
import type { GroupDraft } from '../../../domain/charging/group-draft.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { LimitRefusal } from '../../../domain/notification/refusals-of.ts';
import type { RatingContext } from '../../../domain/rating/rating-context.ts';
import { type SuspenseReason, type Suspension, suspend } from '../../../domain/rating/suspension.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { covers, type Instant } from '../../../domain/time/instant.ts';
import type { Call } from '../call.ts';
import { tellRefusal } from '../notifications/tell-refusal.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { changedLedgers, ledgerCommit, type OwnersTaxes, quoteOwners } from '../usage/open-accounts.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { checkSessionTime } from './check-session-time.ts';
import { appendDrafts, contextOf, type OpenSession, openSession, type SessionAccount } from './open-session.ts';
import { refusalOf } from './refuse-charging.ts';

/** The service that a session is on, when it began as far as the caller says, and its id. */
export type SessionPlace = {
  readonly serviceType: string;
  readonly identifier: string;
  readonly at: Instant;
  readonly id?: string;
};

/** What is decided on: the state of everything the session may draw on, and what each ledger has of it. */
export type SessionFacts = {
  readonly context: RatingContext;
  readonly entriesOf: (balanceGroupId: string) => readonly Entry[];
};

/** Drafts are committed together, or none; without any nothing is written. */
export type SessionDecision<T> = { readonly drafts: readonly GroupDraft[]; readonly result: T };

/** Why nothing is done. `reached`: the limit that kept it out, for those who listen to that. */
export type Declined = { readonly refusal: Refusal; readonly reached?: Pick<LimitRefusal, 'resource' | 'event'> };
export type Decided<T> = Result<SessionDecision<T>, Suspension | Declined>;

/** What came of it, and what the balance group has left then. */
export type SessionOutcome<T> = { readonly result: T; readonly balances: readonly BalanceLeft[] };

/** Everybody who charges an account at the same moment comes through within seconds, before the gateway gives up. */
const ATTEMPTS = 30;

/** Reasons that a newer catalog may lift. */
const CATALOG_REASONS: ReadonlySet<SuspenseReason> = new Set(['UNKNOWN_SERVICE_TYPE', 'NO_RATE', 'TAX_MISSING']);

/**
 * Load, decide, commit for one session. Every commit holds only on the versions that were read, of all ledgers that the session draws
 * on: of two that ask for the last unit one is decided again, with the other's hold in place.
 */
export async function onSession<T>(
  ports: ChargingPorts,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  place: SessionPlace,
  decide: (facts: SessionFacts) => Decided<T>,
): Promise<Result<SessionOutcome<T>, Refusal>> {
  const time = await checkSessionTime(ports.siteTime, { siteId, now, at: place.at });
  if (!time.ok) return err(refusalOf(time.error));
  const attempt = { siteId, now: time.value, at: place.at, ...(place.id === undefined ? {} : { sessionId: place.id }) };

  const holder = await holderOf(ports, siteId, place);
  if (holder === null) return err(refusalOf(unknownService(place).error));
  const first = await inGroup(ports, { ...attempt, ...holder }, decide);
  if (first.ok || !isRefuted(first.error)) return told(first);
  // The holder that was kept had given the identifier away: whoever has it now is charged.
  ports.services.forget(siteId, place.identifier);
  const newer = await holderOf(ports, siteId, place);
  if (newer === null || newer.balanceGroupId === holder.balanceGroupId) return told(first);
  return told(await inGroup(ports, { ...attempt, ...newer }, decide));
}

type Outcome<T> = Result<SessionOutcome<T>, Suspension | Declined>;
type Opened = {
  readonly session: OpenSession;
  /** As it is for the customer. */
  readonly book: PriceBook;
  readonly ownersTaxes: OwnersTaxes;
  readonly now: Instant;
};

const isRefuted = (error: Suspension | Declined): boolean => 'reason' in error && error.reason === 'UNKNOWN_SERVICE';

const told = <T>(outcome: Outcome<T>): Result<SessionOutcome<T>, Refusal> => {
  if (outcome.ok) return outcome;
  return err('refusal' in outcome.error ? outcome.error.refusal : refusalOf(outcome.error));
};

const unknownService = ({ serviceType, identifier }: SessionPlace) =>
  suspend('UNKNOWN_SERVICE', `No ${serviceType} service has the identifier ${identifier} at that time.`);

async function holderOf(
  { services }: ChargingPorts,
  siteId: string,
  { serviceType, identifier, at }: SessionPlace,
): Promise<Pick<SessionAccount, 'balanceGroupId' | 'serviceIds'> | null> {
  const held = async () => {
    const holders = (await services.holders(siteId, identifier)).filter((one) => one.serviceType === serviceType);
    const balanceGroupId = holders.find((holder) => covers(holder, at))?.balanceGroupId;
    if (balanceGroupId === undefined) return undefined;
    // A release may come without the session's time: any of the account's services that had the identifier may be meant.
    const own = holders.filter((one) => one.balanceGroupId === balanceGroupId);
    return { balanceGroupId, serviceIds: [...new Set(own.map(({ serviceId }) => serviceId))] };
  };
  const kept = await held();
  if (kept !== undefined) return kept;
  // The cached answer may be from before the service was bought.
  services.forget(siteId, identifier);
  return (await held()) ?? null;
}

async function inGroup<T>(
  ports: ChargingPorts,
  attempt: SessionAccount,
  decide: (facts: SessionFacts) => Decided<T>,
): Promise<Outcome<T>> {
  const { siteId, balanceGroupId } = attempt;
  let book = await ports.priceBooks.current(siteId);
  let isFresh = false;
  const once = async (): Promise<Outcome<T> | null> => {
    let opened = await open(ports, attempt, book);
    let decided = decide(factsOf(opened));
    if (!decided.ok && mayNewerCatalogLift(decided.error) && !isFresh) {
      // A product sold a second ago charges its first session.
      book = await ports.priceBooks.fresh(siteId);
      isFresh = true;
      opened = await open(ports, attempt, book);
      decided = decide(factsOf(opened));
    }
    if (decided.ok) return commit(ports, opened, decided.value);
    await tellLimit(ports, opened, decided.error);
    return decided;
  };
  return retryConflicts(`balance group ${balanceGroupId}`, once, ATTEMPTS);
}

async function open({ ledgers, priceBooks }: ChargingPorts, attempt: SessionAccount, book: PriceBook): Promise<Opened> {
  const { now } = attempt;
  const session = await openSession(ledgers, attempt, book);
  const { own, owners } = session.accounts;
  const others = [...owners.values()].map(({ account }) => account);
  return {
    ...{ session, now },
    book: await priceBooks.forCustomer(book, own.account.profile, now),
    ownersTaxes: await quoteOwners(priceBooks, others, { book, now }),
  };
}

const mayNewerCatalogLift = (error: Suspension | Declined): boolean =>
  'reason' in error && CATALOG_REASONS.has(error.reason);

const factsOf = ({ session, ...opened }: Opened): SessionFacts => ({
  context: contextOf(session, opened),
  entriesOf: (balanceGroupId) => session.entries.get(balanceGroupId) ?? [],
});

async function commit<T>(
  { commitLedgers }: ChargingPorts,
  { session, ...opened }: Opened,
  { drafts, result }: SessionDecision<T>,
): Promise<Outcome<T> | null> {
  appendDrafts(session, drafts);
  const changed = changedLedgers(session.accounts);
  if (changed.length > 0 && (await commitLedgers(ledgerCommit(changed, opened))) === 'conflict') return null;
  return ok({ result, balances: balancesLeft(contextOf(session, opened)) });
}

/** Whoever listens to refused limits hears of a session that one kept out, as of an event. */
async function tellLimit(
  { commitLedgers }: ChargingPorts,
  { session, book, now }: Opened,
  error: Suspension | Declined,
): Promise<void> {
  if (!('refusal' in error) || error.reached === undefined) return;
  const { head, profile } = session.accounts.own.account;
  const tell = tellRefusal({ commit: (changes) => commitLedgers({ ledgers: [], also: changes }) });
  await tell({ head, profile, book, now, ...error.reached });
}
