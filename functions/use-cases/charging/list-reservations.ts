import { isOver, sessionIdOf } from '../../../domain/charging/session-hold.ts';
import type { Hold } from '../../../domain/ledger/entry.ts';
import type { RatingProfile, ServiceInstance } from '../../../domain/subscription/subscription.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

/** What a session has set aside in a ledger. Of a member's session, the service is the member's. */
export type Reservation = {
  readonly sessionId: string;
  readonly hold: Hold;
  readonly session: Pick<RatingProfile, 'balanceGroupId' | 'customerId'> | null;
  readonly service: ServiceInstance | null;
};

/** What open sessions have set aside in a balance group now, the one that runs out first at the beginning. Null: no such balance group. */
export const listReservations =
  ({ ledgers }: { readonly ledgers: Pick<Ledgers, 'load'> }) =>
  async (siteId: string, balanceGroupId: string, now: Instant): Promise<readonly Reservation[] | null> => {
    const account = await ledgers.load(siteId, balanceGroupId);
    if (account === null) return null;
    const { head, profile } = account;
    const holds = [...head.holds.values()].filter((hold) => !isOver(hold, now));
    const own = new Set(profile.services.map(({ serviceId }) => serviceId));
    const isAllOwn = holds.every(({ service }) => own.has(service));
    const members = isAllOwn ? [] : await membersOf(ledgers, profile);
    const services = new Map(
      [profile, ...members].flatMap((holder) =>
        holder.services.map((service) => [service.serviceId, { service, holder }] as const),
      ),
    );
    return holds
      .toSorted((a, b) => a.expiresAt - b.expiresAt || a.at - b.at)
      .map((hold): Reservation => {
        const found = services.get(hold.service);
        return {
          ...{ sessionId: sessionIdOf(hold), hold },
          ...{ session: found?.holder ?? null, service: found?.service ?? null },
        };
      });
  };

/** Whoever draws on what the balance group shares. */
async function membersOf(
  { load }: Pick<Ledgers, 'load'>,
  { siteId, sharingGroups = [] }: RatingProfile,
): Promise<readonly RatingProfile[]> {
  const ids = new Set(sharingGroups.flatMap(({ members }) => members.map(({ balanceGroupId }) => balanceGroupId)));
  const accounts = await Promise.all([...ids].map((id) => load(siteId, id)));
  return accounts.flatMap((account) => (account === null ? [] : [account.profile]));
}
