import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import { createGroup, type NewGroup } from '../../../domain/sharing/create-group.ts';
import { activity } from '../activity.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { contractChange, type GroupState, type SharingCall, type SharingPorts } from './load-group.ts';

export type CreateGroupRequest = NewGroup & { readonly customerId: string; readonly subscriptionId: string };

/** Makes a customer the owner of a sharing group with one of its subscriptions. */
export const createSharingGroup =
  (ports: SharingPorts) =>
  async (call: SharingCall, request: CreateGroupRequest): Promise<Result<GroupState, Refusal>> => {
    const { siteId, now } = call;
    // Decided once without a number, so that a refused group uses up none.
    const trial = await decide(ports, call, request, '0');
    if (!trial.ok) return trial;
    const groupId = (await reserveNumbers(ports, siteId, 'sharingGroup', 1))(0);
    return retryConflicts(`sharing group ${groupId}`, async () => {
      const decision = await decide(ports, call, request, groupId);
      if (!decision.ok) return decision;
      const { owner, account, profile } = decision.value;
      const group = profile.sharingGroups?.find((one) => one.groupId === groupId);
      invariant(group !== undefined, `sharing group ${groupId} was created`);
      const { customerId } = owner;
      const { balanceGroupId } = profile;
      const { name, policy, subscriptionId } = group;
      const state: GroupState = { group, owner, version: 1 };
      const record = { siteId, groupId, name, ownerCustomerId: customerId, ownerBalanceGroupId: balanceGroupId };
      const outcome = await ports.commit([
        ...contractChange(account, profile),
        { put: 'sharingGroup', value: { ...record, version: 0 } },
        activity(
          ports,
          { ...call, now },
          {
            customerId,
            action: 'sharing.created',
            objectType: 'sharingGroup',
            objectId: groupId,
            summary: `Sharing group ${groupId} "${name}" created with subscription ${subscriptionId}`,
            after: { name, subscriptionId, policy, status: group.status },
          },
        ),
        ...call.remember(201, state),
      ]);
      return outcome === 'done' ? ok(state) : null;
    });
  };

async function decide(
  { records, ledgers, priceBooks }: SharingPorts,
  { siteId, now }: SharingCall,
  { customerId, subscriptionId, ...group }: CreateGroupRequest,
  groupId: string,
) {
  const [owner, subscription, book] = await Promise.all([
    records.get('customer', siteId, { customerId }),
    records.get('subscription', siteId, { customerId, subscriptionId }),
    priceBooks.fresh(siteId),
  ]);
  if (owner === null) return err(refusal('request.not_found', 'There is no such customer.'));
  if (subscription === null) {
    const message = 'The customer has no such subscription.';
    return err(refusal('request.invalid', message, [{ pointer: '/subscriptionId', message }]));
  }
  const account = await ledgers.load(siteId, subscription.balanceGroupId);
  invariant(account !== null, `the balance group of subscription ${subscriptionId} exists`);
  const created = createGroup(group, { owner, subscription, profile: account.profile, book, groupId, now });
  return created.ok ? ok({ owner, account, profile: created.value }) : created;
}
