import { UNTRIED } from '../../../domain/notification/new-notification.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, RandomId, Records } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { deliveryRequest } from './delivery-request.ts';

/** Sends a test event to an endpoint, the way that every notification goes: with tries, retries and replay. */
export const testWebhook =
  (ports: { readonly records: Pick<Records, 'get'>; readonly commit: Commit; readonly randomId: RandomId }) =>
  async (
    call: {
      readonly siteId: string;
      readonly now: number;
      readonly remember: (status: number, result: Notification) => readonly Change[];
    },
    code: string,
  ): Promise<Result<Notification, Refusal>> => {
    const { siteId, now } = call;
    if ((await ports.records.get('webhookEndpoint', siteId, { code })) === null) {
      return err(refusal('request.not_found', `There is no webhook endpoint "${code}".`));
    }
    return retryConflicts(`test of webhook ${code}`, async () => {
      const notification: Notification = {
        siteId,
        notificationId: `test-${ports.randomId()}`,
        customerId: null,
        balanceGroupId: null,
        at: now,
        type: 'webhook.test',
        rule: null,
        target: { channel: 'webhook', endpoint: code },
        facts: null,
        ...UNTRIED,
      };
      const outcome = await ports.commit([
        { put: 'notification', value: notification },
        ...deliveryRequest(now, [notification]),
        ...call.remember(202, notification),
      ]);
      return outcome === 'done' ? ok(notification) : null;
    });
  };
