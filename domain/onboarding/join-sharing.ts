import type { Customer } from '../customer/customer.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { joinGroup } from '../sharing/join-group.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

/** The new customer's contract, and that of the owner of the sharing group that it joined; null: it joined none. */
export type JoinedSharing = {
  readonly profile: RatingProfile;
  readonly sharing: { readonly groupId: string; readonly owner: RatingProfile } | null;
};

const GROUP = '/sharing/groupId';

/** Step 3: membership of an existing sharing group, from the first moment on. */
export function joinSharing(
  { request, sharing, now }: OnboardingFacts,
  { customer, profile }: { readonly customer: Customer; readonly profile: RatingProfile },
): Result<JoinedSharing, Refusal> {
  if (request.sharing === undefined) return ok({ profile, sharing: null });
  if (sharing === null) {
    const message = 'There is no such sharing group.';
    return err(refusal('request.invalid', message, [{ pointer: GROUP, message }]));
  }
  const { group, owner } = sharing;
  const joined = joinGroup({ status: 'active' }, { group, owner, member: { customer, profile }, now, at: '/sharing' });
  if (!joined.ok) {
    const { error } = joined;
    return err({ ...error, errors: [{ pointer: GROUP, message: error.detail }] });
  }
  return ok({ profile: joined.value.member, sharing: { groupId: group.groupId, owner: joined.value.owner } });
}
