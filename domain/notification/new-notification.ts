import type { RatingProfile } from '../subscription/subscription.ts';
import type { Notification } from './notification.ts';

type Told = Pick<Notification, 'notificationId' | 'at' | 'type' | 'rule' | 'target' | 'facts'> & {
  readonly profile: RatingProfile;
  /** The service whose usage did it. */
  readonly service: string | null;
};

/** A notification about a balance group, before anything was tried. */
export function newNotification({ profile, service, ...told }: Told): Notification {
  const { siteId, customerId, balanceGroupId, paymentType } = profile;
  const subscriptionId = profile.services.find(({ serviceId }) => serviceId === service)?.subscriptionId;
  return {
    ...told,
    siteId,
    customerId,
    balanceGroupId,
    paymentType,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...UNTRIED,
  };
}

export const UNTRIED = {
  state: 'pending',
  request: 1,
  tries: 0,
  nextAttemptAt: null,
  attempts: [],
  version: 0,
} as const satisfies Partial<Notification>;
