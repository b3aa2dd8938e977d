import type { BillingProfile } from '../../../domain/billing/bill.ts';
import { type Refusal, type RefusalCode, refusal } from '../../../domain/refusal.ts';
import { err, type Result } from '../../../domain/result.ts';
import type { Commit, RandomId } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';

/** Nothing is wrong with the profile: it is merely not its time. */
const NO_REASON_TO_PARK: ReadonlySet<RefusalCode> = new Set(['billing.cycle_open', 'billing.nothing_to_bill']);

/**
 * A profile that cannot be billed goes to the operators' list, with the reason and since when; it is tried again by every run. Gives the
 * refusal back, or null when somebody else changed the profile meanwhile.
 */
export async function parkProfile(
  ports: { readonly commit: Commit; readonly randomId: RandomId },
  call: Pick<Call, 'siteId' | 'actor' | 'now'>,
  profile: BillingProfile,
  reason: Refusal,
): Promise<Result<never, Refusal> | null> {
  if (NO_REASON_TO_PARK.has(reason.code)) return err(reason);
  const refused = err(refusal('billing.parked', reason.detail));
  if (profile.parked?.reason === reason.detail) return refused;
  const { customerId, billingProfileId } = profile;
  const outcome = await ports.commit([
    { put: 'billingProfile', value: { ...profile, parked: { reason: reason.detail, at: call.now } } },
    activity(ports, call, {
      customerId,
      action: 'billing-profile.parked',
      objectType: 'billingProfile',
      objectId: billingProfileId,
      summary: `Billing profile ${billingProfileId} could not be billed: ${reason.detail}`,
    }),
  ]);
  return outcome === 'done' ? refused : null;
}
