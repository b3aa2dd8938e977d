import { changedRenewals } from '../../../domain/subscription/prepaid/changed-renewals.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Change, RandomId } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';

/** Contracts before and after a commit. */
export type ContractStep = { readonly before: RatingProfile; readonly after: RatingProfile };

/**
 * The audit entries of renewals that a commit suspends or takes up: one of each kind however many there are, since a commit has little room
 * beside its ledgers.
 */
export function renewalActivities(
  ports: { readonly randomId: RandomId },
  call: Pick<Call, 'siteId' | 'actor' | 'now'>,
  steps: readonly ContractStep[],
): readonly Change[] {
  const all = steps.flatMap(({ before, after }) =>
    changedRenewals(before, after, call.now).map((one) => ({ ...one, customerId: after.customerId })),
  );
  return [...Map.groupBy(all, ({ change }) => change)].flatMap(([change, ofKind]) => {
    const [first] = ofKind;
    if (first === undefined) return [];
    const what = ofKind.map(({ isPlan, subscriptionId, bundles }) =>
      isPlan ? `subscription ${subscriptionId}` : `${bundles.join(', ')} of subscription ${subscriptionId}`,
    );
    const words =
      change === 'suspended'
        ? `The money in hand does not cover the renewal: ${what.join('; ')} suspended`
        : `The money in hand covers the renewal again: ${what.join('; ')} resumed`;
    return [
      activity(ports, call, {
        customerId: first.customerId,
        action: `subscription.${change}`,
        objectType: 'subscription',
        objectId: first.subscriptionId,
        summary: words,
      }),
    ];
  });
}
