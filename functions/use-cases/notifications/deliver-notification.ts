import { fitsFilter } from '../../../domain/catalog/fits-filter.ts';
import type { Communication } from '../../../domain/customer/customer.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { isWaiting, recordAttempt } from '../../../domain/notification/record-attempt.ts';
import { invariant } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Commit, Queues, Records, SystemTime } from '../../ports.ts';
import type { DeliveryRequest } from '../../records.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { catalogObjectOf } from './catalog-object-of.ts';
import { deliveryRequest } from './delivery-request.ts';
import { type PublishPorts, publish } from './publish.ts';
import type { Published } from './published.ts';

export type DeliverPorts = PublishPorts & {
  readonly records: Pick<Records, 'get'>;
  readonly commit: Commit;
  readonly queues: Pick<Queues, 'sendNotifications'>;
  readonly systemTime: SystemTime;
  /** A whole number from 0 to MOST_LUCK by chance. */
  readonly luck: () => number;
  /** Seconds between tries, instead of the usual ones. */
  readonly waits?: readonly number[];
};

/** SQS keeps no message back for longer. */
const LONGEST_DELAY_SECONDS = 900;

/**
 * Does what a request for delivery asks, if it is still the one that counts. Requests come at least once, and each try is noted together
 * with the request for the next one (by way of the outbox), so a crash between two steps leaves either the old request or the new one: a
 * notification is never lost, and once noted as delivered it is not sent again. Only a crash between the sending and the note sends
 * twice; receivers of webhooks know it by its id.
 */
export const deliverNotification =
  (ports: DeliverPorts) =>
  async (asked: DeliveryRequest & { readonly siteId: string }): Promise<'void' | 'later' | Notification['state']> => {
    const { siteId, notificationId, request } = asked;
    const notification = await ports.records.get('notification', siteId, { notificationId });
    invariant(notification !== null, `notification ${notificationId} exists`);
    if (notification.request !== request || !isWaiting(notification)) return 'void';
    const early = (notification.nextAttemptAt ?? 0) - ports.systemTime();
    if (early > 0) {
      const delay = Math.min(LONGEST_DELAY_SECONDS, Math.ceil(early / 1000));
      await ports.queues.sendNotifications(siteId, [{ notificationId, request }], delay);
      return 'later';
    }
    if (!(await isMeantFor(ports, notification))) return skip(ports, notification);
    const at = ports.systemTime();
    const published = await publish(ports, notification);
    return note(ports, notification, { published, request, at });
  };

/** Does the rule's filter admit the customer, as both stand now? A rule that is gone meanwhile has promised all the same. */
async function isMeantFor({ records }: DeliverPorts, notification: Notification): Promise<boolean> {
  const { siteId, customerId, rule, paymentType } = notification;
  if (rule === null || customerId === null) return true;
  const code = (await catalogObjectOf(records, siteId, 'notificationRule', rule))?.filter;
  const filter = code === undefined ? null : await catalogObjectOf(records, siteId, 'filter', code);
  if (filter === null) return true;
  const [customer, paymentInfo] = await Promise.all([
    records.get('customer', siteId, { customerId }),
    records.get('paymentInfo', siteId, { customerId }),
  ]);
  return fitsFilter(filter, {
    ...(customer === null
      ? {}
      : { customerType: customer.type, paymentMethod: customer.paymentMethod, attributes: customer.attributes }),
    ...(paymentInfo === null ? {} : { country: paymentInfo.billingAddress.country }),
    ...(paymentType === undefined ? {} : { paymentType }),
  });
}

/** A lost race is somebody's replay: its own request comes, too, and is asked the same. */
async function skip({ commit }: DeliverPorts, notification: Notification): Promise<'skipped'> {
  await commit([{ put: 'notification', value: { ...notification, state: 'skipped', nextAttemptAt: null } }]);
  return 'skipped';
}

type Try = { readonly published: Published; readonly request: number; readonly at: Instant };

/** Notes a try, plans the next one, and shows the customer's part, in one commit. */
async function note(
  ports: DeliverPorts,
  { siteId, notificationId }: Notification,
  { published, request, at }: Try,
): Promise<Notification['state']> {
  const { records, commit, systemTime, luck, waits } = ports;
  const now = systemTime();
  const chance = luck();
  return retryConflicts(`notification ${notificationId}`, async () => {
    const stored = await records.get('notification', siteId, { notificationId });
    invariant(stored !== null, `notification ${notificationId} exists`);
    const { shown: _, ...tried } = published;
    const noted = recordAttempt(
      stored,
      { at, durationMs: now - at, ...attemptOf(tried) },
      { request, now, luck: chance, ...(waits === undefined ? {} : { waits }) },
    );
    const changes: readonly Change[] = [
      { put: 'notification', value: noted },
      ...(noted.request === stored.request ? [] : deliveryRequest(now, [noted])),
      ...(await communicationChange(ports, published)),
    ];
    return (await commit(changes)) === 'done' ? noted.state : null;
  });
}

function attemptOf(tried: Omit<Published, 'shown'> & Published) {
  if (tried.outcome === 'failed') return tried;
  const { messageId: _, ...attempt } = tried;
  return attempt;
}

/** What was sent once stays sent: a later try that fails does not unsend it. */
async function communicationChange({ records }: DeliverPorts, published: Published): Promise<readonly Change[]> {
  const { shown } = published;
  if (shown === undefined) return [];
  const { siteId, customerId, communicationId } = shown;
  const stored = await records.get('communication', siteId, { customerId, communicationId });
  if (stored?.status === 'sent') return [];
  const version = stored?.version ?? 0;
  const value: Communication =
    published.outcome === 'failed'
      ? { ...shown, status: 'failed', error: published.error, version }
      : {
          ...shown,
          status: 'sent',
          ...(published.messageId === undefined ? {} : { messageId: published.messageId }),
          version,
        };
  return [{ put: 'communication', value }];
}
