import { createHash } from 'node:crypto';
import type { Site } from '../../../domain/customer/customer.ts';
import type { Suspension } from '../../../domain/rating/suspension.ts';
import { covers, type Instant } from '../../../domain/time/instant.ts';
import type { UsageTally } from '../../records.ts';
import { rateGroup } from './rate-group.ts';
import type { NewSuspense, RateUsagePorts } from './rate-usage-ports.ts';
import { type Received, type ReceivedEvent, readMessages, type UsageMessage } from './read-messages.ts';

/** How far a producer's clock may run ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** Balance groups folded at once: enough to hide the table's latency, few enough to leave it air. */
const GROUPS_AT_ONCE = 16;

export type BatchOutcome = UsageTally & {
  /** Messages that must come again: a fault hit one of their events. What was rated of them will then be a duplicate. */
  readonly failedMessageIds: readonly string[];
  /** What went wrong, once each, for the log. */
  readonly faults: readonly string[];
};

type ToSuspend = Received & Suspension & { readonly siteId: string };
type Group = {
  readonly siteId: string;
  readonly balanceGroupId: string;
  /** Services that the events are of, as far as the look-up knows. */
  readonly serviceIds: Set<string>;
  readonly events: ReceivedEvent[];
};

/**
 * Takes a batch of usage messages: every event ends rated, as a duplicate, or in suspense; a message any of whose events met a fault
 * is reported and comes again. A fault of one balance group never holds its neighbours back.
 */
export const rateUsageBatch =
  (ports: RateUsagePorts) =>
  async (messages: readonly UsageMessage[]): Promise<BatchOutcome> => {
    const { events, refused } = readMessages(messages);
    const failed = new Set<string>();
    const faults = new Set<string>();
    const toSuspend: ToSuspend[] = [];
    const tallies = new Map<string, UsageTally>();
    const guarded = async (received: readonly Received[], run: () => Promise<void>): Promise<void> => {
      try {
        await run();
      } catch (error) {
        for (const { messageId } of received) failed.add(messageId);
        faults.add(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      }
    };

    for (const element of refused) {
      await guarded([element], async () => {
        const known = element.siteId === null ? null : await ports.siteTime.site(element.siteId);
        toSuspend.push({ ...element, siteId: known?.siteId ?? ports.homeSite });
      });
    }

    const groups = new Map<string, Group>();
    await atOnce([...byIdentifier(events).values()], async (sameService) => {
      await guarded(sameService, () => route(ports, sameService, groups, toSuspend));
    });

    const moved: ReceivedEvent[] = [];
    await atOnce([...groups.values()], (group) =>
      guarded(group.events, async () => {
        const suspended = await rateOne(ports, group, tallies);
        const elsewhere = await heldElsewhere(ports, group, suspended);
        moved.push(...elsewhere);
        toSuspend.push(
          ...suspended.filter((item) => !elsewhere.has(item)).map((item) => ({ ...item, siteId: group.siteId })),
        );
      }),
    );
    // The holder that was kept had given the identifier away: its events go to whoever has it now.
    const newer = new Map<string, Group>();
    await atOnce([...byIdentifier(moved).values()], (sameService) =>
      guarded(sameService, () => route(ports, sameService, newer, toSuspend)),
    );
    await atOnce([...newer.values()], (group) =>
      guarded(group.events, async () => {
        for (const item of await rateOne(ports, group, tallies)) toSuspend.push({ ...item, siteId: group.siteId });
      }),
    );

    // One by one: what is too large to be kept must reach the dead letters alone.
    await atOnce(toSuspend, async (item) => {
      await guarded([item], async () => {
        await ports.suspense.suspend(await suspenseOf(ports, item));
        count(tallies, item.siteId, { suspended: 1 });
      });
    });
    // A dashboard figure; the ledgers are the truth. A fault here is logged and holds no message back.
    for (const [siteId, tally] of tallies) await guarded([], () => ports.tallies.add(siteId, tally));
    return {
      ...[...tallies.values()].reduce(addTallies, NOTHING),
      received: events.length + refused.length,
      failedMessageIds: [...failed],
      faults: [...faults],
    };
  };

const NOTHING: UsageTally = { received: 0, rated: 0, duplicate: 0, suspended: 0 };

const addTallies = (a: UsageTally, b: UsageTally): UsageTally => ({
  received: a.received + b.received,
  rated: a.rated + b.rated,
  duplicate: a.duplicate + b.duplicate,
  suspended: a.suspended + b.suspended,
});

function count(tallies: Map<string, UsageTally>, siteId: string, counts: Partial<Omit<UsageTally, 'received'>>): void {
  const added = { ...NOTHING, ...counts };
  const received = added.rated + added.duplicate + added.suspended;
  tallies.set(siteId, addTallies(tallies.get(siteId) ?? NOTHING, { ...added, received }));
}

/** Rates one group's events; what it cannot take is given back. */
async function rateOne(
  ports: RateUsagePorts,
  { siteId, balanceGroupId, serviceIds, events }: Group,
  tallies: Map<string, UsageTally>,
): Promise<readonly (ReceivedEvent & Suspension)[]> {
  const now = await ports.siteTime.now(siteId);
  const { rated, duplicate, suspended } = await rateGroup(
    ports,
    { siteId, balanceGroupId, serviceIds: [...serviceIds], now },
    events,
  );
  count(tallies, siteId, { rated, duplicate });
  return suspended;
}

/** What the contract knows no service for although the holder that was kept led here: those that somebody else holds, as it stands now. */
async function heldElsewhere<T extends ReceivedEvent & Suspension>(
  { services }: RateUsagePorts,
  { siteId, balanceGroupId }: Group,
  suspended: readonly T[],
): Promise<ReadonlySet<T>> {
  const elsewhere = new Set<T>();
  const refuted = suspended.filter(({ reason }) => reason === 'UNKNOWN_SERVICE');
  for (const [identifier, items] of Map.groupBy(refuted, ({ event }) => event.identifier)) {
    services.forget(siteId, identifier);
    const holders = await services.holders(siteId, identifier);
    for (const item of items) {
      const { serviceType, at } = item.event;
      const holder = holders.find((held) => held.serviceType === serviceType && covers(held, at));
      if (holder !== undefined && holder.balanceGroupId !== balanceGroupId) elsewhere.add(item);
    }
  }
  return elsewhere;
}

/** Finds the balance group of one service's events, or why there is none. */
async function route(
  ports: RateUsagePorts,
  sameService: readonly ReceivedEvent[],
  groups: Map<string, Group>,
  toSuspend: ToSuspend[],
): Promise<void> {
  const first = sameService[0];
  if (first === undefined) return;
  const { siteId, identifier, serviceType } = first.event;
  const site = await ports.siteTime.site(siteId);
  if (site === null) {
    const detail = `There is no site ${siteId}. Correct the event's site and retry.`;
    for (const received of sameService)
      toSuspend.push({ ...received, siteId: ports.homeSite, reason: 'UNKNOWN_SITE', detail });
    return;
  }
  const inTime: ReceivedEvent[] = [];
  for (const received of sameService) {
    const wrong = await outOfTime(ports, site, received.event.at);
    if (wrong === null) inTime.push(received);
    else toSuspend.push({ ...received, ...wrong, siteId });
  }
  let holders = await ports.services.holders(siteId, identifier);
  const holderAt = (at: Instant) => holders.find((held) => held.serviceType === serviceType && covers(held, at));
  if (inTime.some(({ event }) => holderAt(event.at) === undefined)) {
    // The cached answer may be from before the service was bought.
    ports.services.forget(siteId, identifier);
    holders = await ports.services.holders(siteId, identifier);
  }
  for (const received of inTime) {
    const holder = holderAt(received.event.at);
    if (holder === undefined) {
      const detail = `No ${serviceType} service has the identifier ${identifier} at the event's time. Check the identifier, or add the service and retry.`;
      toSuspend.push({ ...received, siteId, reason: 'UNKNOWN_SERVICE', detail });
      continue;
    }
    const { balanceGroupId, serviceId } = holder;
    const key = `${siteId}|${balanceGroupId}`;
    const group = groups.get(key) ?? { siteId, balanceGroupId, serviceIds: new Set(), events: [] };
    groups.set(key, group);
    group.serviceIds.add(serviceId);
    group.events.push(received);
  }
}

/** Usage of the future, or from before anything is kept, is somebody's wrong clock. */
async function outOfTime(ports: RateUsagePorts, site: Site, at: Instant): Promise<Suspension | null> {
  let now = await ports.siteTime.now(site.siteId);
  if (at > now + CLOCK_SKEW_MS) {
    // A test clock may just have been moved.
    await ports.siteTime.refresh(site.siteId);
    now = await ports.siteTime.now(site.siteId);
  }
  if (at > now + CLOCK_SKEW_MS) {
    return {
      reason: 'IN_FUTURE',
      detail: 'The event happens in the future. Correct its time and retry, or retry when it has come.',
    };
  }
  if (at < now - site.maxEventAgeDays * DAY_MS) {
    return {
      reason: 'TOO_OLD',
      detail: `The event is older than ${site.maxEventAgeDays} days. Correct its time and retry, or discard it.`,
    };
  }
  return null;
}

function byIdentifier(events: readonly ReceivedEvent[]): ReadonlyMap<string, ReceivedEvent[]> {
  const groups = new Map<string, ReceivedEvent[]>();
  for (const received of events) {
    const { siteId, serviceType, identifier } = received.event;
    const key = `${siteId}|${serviceType}|${identifier}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [received]);
    else list.push(received);
  }
  return groups;
}

/** The id is the content's, so that a message that comes twice is suspended once. */
async function suspenseOf(ports: RateUsagePorts, item: ToSuspend): Promise<NewSuspense> {
  const { siteId, reason, detail, payload } = item;
  const suspenseId = createHash('sha256').update(payload).digest('hex').slice(0, 32);
  return { siteId, suspenseId, reason, detail, payload, receivedAt: await ports.siteTime.now(siteId) };
}

async function atOnce<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await run(item);
  };
  await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, worker));
}
