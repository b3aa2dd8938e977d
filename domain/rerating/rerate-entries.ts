import type { PriceBook } from '../catalog/price-book.ts';
import { cycleOfCounter } from '../ledger/counter-key.ts';
import type { Count, DraftEntry, Entry, Impact, Shared } from '../ledger/entry.ts';
import type { Head } from '../ledger/head.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import { chargeCycleOf } from '../rating/charge-cycle-of.ts';
import type { ContractIndex } from '../rating/contract-index.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import type { RatedUsage } from '../rating/rating-context.ts';
import type { Suspension } from '../rating/suspension.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import { FOREVER, type Instant } from '../time/instant.ts';
import { asBought, type PastEvent } from './as-bought.ts';
import type { Standing } from './corrected-entries.ts';
import { endedAgain } from './ended-again.ts';
import { eventOf, type ServicesById, servicesById } from './event-of.ts';
import { chargedOn, countsBetween, impactsBetween } from './impact-sums.ts';
import { openCyclesAt } from './open-cycles-at.ts';
import { openReplay, type Replay } from './replay.ts';

/** A ledger and what happened on it since a cycle began: every entry whose time is not before that, in any order. */
export type LedgerHistory = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly entries: readonly Entry[];
  /** As they are quoted for an owner; the book's, if not given. */
  readonly taxes?: PriceBook['taxes'];
};

export type Rerating = {
  readonly account: LedgerHistory;
  /** Balance groups of sharing owners, as far as their ledgers could be loaded. */
  readonly owners: readonly LedgerHistory[];
  /** The catalog that is right. */
  readonly book: PriceBook;
  readonly isWanted: (entry: Entry) => boolean;
  /** Why, and who says so. */
  readonly note: string;
  readonly now: Instant;
};

/** Entries that belong together: the customer's own, and those of owners who had taken a part over. */
export type Correction = readonly { readonly balanceGroupId: string; readonly draft: DraftEntry }[];

export type Rerated = {
  readonly corrections: readonly Correction[];
  /** What the usage looked at stands at today, with what owners took over of it. */
  readonly stands: readonly Impact[];
  /** Usage looked at, and what of it costs something else now. */
  readonly events: number;
  readonly corrected: number;
  /** The catalog cannot rate it any more: it stays as it was. */
  readonly unrated: readonly (Suspension & { readonly seq: number })[];
};

/**
 * Rates past usage again, with the catalog given, and says what must be added to the ledgers so that they are as if it had cost that from
 * the beginning. Nothing that was written is changed. Usage is taken in the order in which it was rated, each event against balances and
 * counters as the events before leave them: with the same prices nothing differs, and what was corrected before is not corrected again.
 * The money goes to the bill that is open now; the event's own time stays.
 */
export function rerateEntries(rerating: Rerating): Rerated {
  const { account, isWanted } = rerating;
  const own = openPlay(account);
  const owners = new Map(rerating.owners.map((owner) => [owner.head.balanceGroupId, openPlay(owner)]));
  const wanted = own.replay.standing.filter(({ entry }) => entry.kind === 'usage' && isWanted(entry));
  const chosen = new Set(wanted.map(({ entry }) => entry.seq));
  const shares = new Map([...owners].map(([id, owner]) => [id, sharesOf(owner, account.head.balanceGroupId, wanted)]));

  const corrections: Correction[] = [];
  const unrated: (Suspension & { readonly seq: number })[] = [];
  let corrected = 0;
  for (const standing of own.replay.standing) {
    for (const [id, owner] of owners) {
      corrections.push(...playUntil(rerating, owner, standing.entry.recordedAt, shares.get(id) ?? NO_SHARES));
    }
    if (!chosen.has(standing.entry.seq)) {
      corrections.push(...playAgain(rerating, own, standing));
      continue;
    }
    const rated = rateAgain(rerating, own, owners, standing, shares);
    if (!rated.ok) {
      unrated.push({ seq: standing.entry.seq, ...rated.error });
      playAgain(rerating, own, standing);
      for (const [id, owner] of owners) {
        for (const share of shareOf(shares.get(id), standing)) playAgain(rerating, owner, share);
      }
      continue;
    }
    const correction = correctionOf(rerating, { own, owners, shares, standing, rated: rated.value });
    if (correction.length === 0) continue;
    corrected += 1;
    corrections.push(correction);
  }
  for (const [id, owner] of owners) {
    corrections.push(...playUntil(rerating, owner, FOREVER, shares.get(id) ?? NO_SHARES));
  }
  const taken = [...shares.values()].flatMap(({ all }) => [...all]);
  const stands = [...wanted, ...taken].flatMap(({ impacts }) => impacts);
  return { corrections, stands, events: wanted.length, corrected, unrated };
}

/** A ledger while it is played: `next` is the first entry that was not; `touched` are buckets that are no longer as they were. */
type Play = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly taxes: PriceBook['taxes'] | undefined;
  readonly contractAt: (event: PastEvent) => ContractIndex;
  readonly services: ServicesById;
  readonly replay: Replay;
  /** Entries that opened cycles. */
  readonly bills: readonly Entry[];
  readonly touched: Set<string>;
  next: number;
};

const openPlay = ({ head, profile, entries, taxes }: LedgerHistory): Play => ({
  ...{ head, profile, taxes },
  contractAt: asBought(profile),
  services: servicesById(profile),
  replay: openReplay(head, entries),
  bills: entries.filter(({ cycles }) => cycles !== null),
  touched: new Set(),
  next: 0,
});

/** By event: what an owner had taken over of the usage that is rated again, with all corrections since. */
type Shares = {
  readonly byEvent: ReadonlyMap<string, readonly Standing[]>;
  /** All of them: they are played with their event, not by themselves. */
  readonly all: ReadonlySet<Standing>;
};

const NO_SHARES: Shares = { byEvent: new Map(), all: new Set() };

const eventKey = ({ service, id, at }: Pick<Entry, 'service' | 'id' | 'at'>): string => `${service}|${at}|${id}`;
/** Names the event that a correction in an owner's ledger is for, also when the owner had no part in it before. */
const correctionId = (balanceGroupId: string, seq: number): string => `rerating:${balanceGroupId}:${seq}`;

function sharesOf({ replay }: Play, member: string, wanted: readonly Standing[]): Shares {
  const shares = new Map<string, Standing[]>();
  const byEvent = new Map(wanted.map(({ entry }) => [eventKey(entry), eventKey(entry)]));
  const byCorrection = new Map(wanted.map(({ entry }) => [correctionId(member, entry.seq), eventKey(entry)]));
  for (const standing of replay.standing) {
    const { kind, shared, id } = standing.entry;
    if (shared?.balanceGroupId !== member) continue;
    const key =
      kind === 'shared'
        ? byEvent.get(eventKey(standing.entry))
        : kind === 'rerating'
          ? byCorrection.get(id.slice(0, id.lastIndexOf(':')))
          : undefined;
    if (key !== undefined) shares.set(key, [...(shares.get(key) ?? []), standing]);
  }
  return { byEvent: shares, all: new Set([...shares.values()].flat()) };
}

const shareOf = (shares: Shares | undefined, { entry }: Standing): readonly Standing[] =>
  shares?.byEvent.get(eventKey(entry)) ?? [];

/** Plays an owner's own entries that were recorded by then. */
function playUntil(rerating: Rerating, owner: Play, recordedAt: Instant, shares: Shares): readonly Correction[] {
  const corrections: Correction[] = [];
  for (;;) {
    const standing = owner.replay.standing[owner.next];
    if (standing === undefined || standing.entry.recordedAt > recordedAt) return corrections;
    owner.next += 1;
    if (!shares.all.has(standing)) corrections.push(...playAgain(rerating, owner, standing));
  }
}

/**
 * An entry as it was. Only what expires or is rolled over depends on what was used before: where that differs, it is corrected, too, so that
 * nothing is left of a grant that is over, and everything of one that goes on.
 */
function playAgain(rerating: Rerating, play: Play, standing: Standing): readonly Correction[] {
  const { replay, touched, profile } = play;
  const { entry, impacts, counts } = standing;
  replay.bill(entry);
  const after = endedAgain(entry, { ...{ buckets: replay.state.buckets, touched, profile }, book: rerating.book });
  replay.move(after ?? impacts);
  replay.count(counts);
  if (after === null) return [];
  const difference = impactsBetween(impacts, after);
  if (difference.length === 0) return [];
  for (const { bucket } of difference) touched.add(bucket);
  return [[correction(rerating, play, { standing, impacts: difference, counts: [], quantity: null })]];
}

function rateAgain(
  { book, now }: Rerating,
  own: Play,
  owners: ReadonlyMap<string, Play>,
  standing: Standing,
  shares: ReadonlyMap<string, Shares>,
): ReturnType<typeof rateUsage> {
  const { entry } = standing;
  const event = eventOf(entry, own.services);
  if (event === null) {
    return { ok: false, error: { reason: 'UNKNOWN_SERVICE', detail: 'The service of the event is no longer known.' } };
  }
  if (entry.shared !== undefined && !owners.has(entry.shared.balanceGroupId)) {
    const detail = 'A part of it was taken over by the owner of a sharing group, whose ledger could not be loaded.';
    return { ok: false, error: { reason: 'NO_RATE', detail } };
  }
  own.replay.state.cycles = openCyclesAt(own, entry);
  let wasShared = entry.shared !== undefined;
  for (const [id, owner] of owners) {
    const [share] = shareOf(shares.get(id), standing);
    if (share !== undefined) wasShared = true;
    owner.replay.state.cycles = share ? openCyclesAt(owner, share.entry) : owner.head.cycles;
  }
  const past = { at: entry.at, wasShared };
  return rateUsage(
    {
      state: own.replay.state,
      contract: own.contractAt(past),
      owners: new Map(
        [...owners].map(([id, { replay, contractAt, taxes = book.taxes }]) => [
          id,
          { state: replay.state, contract: contractAt(past), taxes },
        ]),
      ),
      ...{ book, now, limits: 'ignore' },
    },
    event,
  );
}

/** What must be added for one event, in its own ledger and in those of owners. Plays the event as it costs now. */
function correctionOf(
  rerating: Rerating,
  {
    own,
    owners,
    shares,
    standing,
    rated,
  }: {
    readonly own: Play;
    readonly owners: ReadonlyMap<string, Play>;
    readonly shares: ReadonlyMap<string, Shares>;
    readonly standing: Standing;
    readonly rated: RatedUsage;
  },
): Correction {
  const { entry } = rated;
  const found = differenceOf(rerating, own, standing, [standing], entry);
  const corrections = found === null ? [] : [found];
  for (const [id, owner] of owners) {
    const taken = rated.shared.find(({ balanceGroupId }) => balanceGroupId === id)?.entry ?? null;
    const before = shareOf(shares.get(id), standing);
    if (taken === null && before.length === 0) continue;
    const member: Shared = {
      groupId: taken?.shared?.groupId ?? before[0]?.entry.shared?.groupId ?? '',
      balanceGroupId: own.head.balanceGroupId,
      customerId: own.profile.customerId,
    };
    const difference = differenceOf(rerating, owner, standing, before, taken, member);
    if (difference !== null) corrections.push(difference);
  }
  return corrections;
}

function differenceOf(
  rerating: Rerating,
  play: Play,
  event: Standing,
  before: readonly Standing[],
  after: DraftEntry | null,
  member?: Shared,
): Correction[number] | null {
  const { head, profile, replay, touched } = play;
  replay.move(after?.impacts ?? []);
  replay.count(after?.counts ?? []);
  const { at } = event.entry;
  const open = chargeCycleOf(head.cycles, profile.cycleRule, at);
  const onOpen = (impacts: readonly Impact[]) => impacts.map((impact) => chargedOn(impact, open));
  const impacts = impactsBetween(onOpen(before.flatMap((standing) => standing.impacts)), onOpen(after?.impacts ?? []));
  const counts = countsBetween(
    before.flatMap((standing) => standing.counts),
    after?.counts ?? [],
  ).filter(({ counter }) => head.counters.has(counter) || cycleOfCounter(counter) >= head.cycles.active.from);
  if (impacts.length === 0 && counts.length === 0) return null;
  for (const { bucket, charge } of impacts) if (charge === null) touched.add(bucket);
  const was = before.reduce((total, standing) => total.plus(standing.quantity), ZERO);
  const quantity = (after?.quantity ?? ZERO).minus(was);
  return correction(rerating, play, {
    standing: event,
    before,
    impacts,
    counts,
    quantity,
    product: after?.product,
    member,
  });
}

function correction(
  { book, note, now }: Rerating,
  { head }: Play,
  {
    standing,
    before = [standing],
    impacts,
    counts,
    quantity,
    product,
    member,
  }: {
    readonly standing: Standing;
    readonly before?: readonly Standing[];
    readonly impacts: readonly Impact[];
    readonly counts: readonly Count[];
    readonly quantity: Dec | null;
    readonly product?: string | null | undefined;
    readonly member?: Shared | undefined;
  },
): Correction[number] {
  const { entry } = standing;
  const [first] = before;
  const times = before.reduce((sum, { corrections }) => sum + 1 + corrections, 0);
  const id =
    member === undefined
      ? `rerating:${entry.seq}:${times}`
      : `${correctionId(member.balanceGroupId, entry.seq)}:${times + 1}`;
  return {
    balanceGroupId: head.balanceGroupId,
    draft: draftEntry({
      kind: 'rerating',
      id,
      // The event's own time: statements of that time find the correction beside it.
      at: entry.at,
      recordedAt: now,
      service: entry.service,
      product: product ?? entry.product,
      quantity,
      impacts,
      counts,
      catalogVersion: book.version,
      note,
      ...(first === undefined || first.entry.kind === 'rerating' ? {} : { corrects: first.entry.seq }),
      ...(member === undefined ? {} : { shared: member }),
    }),
  };
}
