import type { Commit, Ledgers, PriceBooks, RandomId, Records, SiteTime } from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import { freshCall } from '../../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import type { Call } from '../../../use-cases/call.ts';
import { closeCustomer } from '../../../use-cases/customers/close-customer.ts';
import { updateCustomer } from '../../../use-cases/customers/update-customer.ts';
import {
  type CancelledSubscription,
  cancelSubscription,
  previewCancellation,
  type SubscriptionState,
} from '../../../use-cases/subscriptions/cancel-subscription.ts';
import {
  previewPlanTransition,
  requestPlanTransition,
} from '../../../use-cases/subscriptions/request-plan-transition.ts';
import type { customersContract } from '../../contract/customers.ts';
import { cancellationPreviewWire, cancelledWire, transitionPreviewWire } from './buying-wire.ts';
import { customerWire } from './customer-wire.ts';
import { subscriptionWire } from './subscription-wire.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** What operators change about a customer and the subscriptions. */
export function changeCustomer(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
  readonly randomId: RandomId;
  readonly commit: Commit;
}): Pick<
  Handlers,
  | 'updateCustomer'
  | 'closeCustomer'
  | 'cancelSubscription'
  | 'previewCancellation'
  | 'requestPlanTransition'
  | 'previewPlanTransition'
> {
  const update = updateCustomer(ports);
  const close = closeCustomer(ports);
  const cancel = cancelSubscription(ports);
  const previewCancel = previewCancellation(ports);
  const requestTransition = requestPlanTransition(ports);
  const previewTransition = previewPlanTransition(ports);
  /** How the state of a subscription is told, with the names of the catalog as it is now. */
  const teller = async ({ siteId, now }: Pick<Call, 'siteId' | 'now'>) => {
    const book = await ports.priceBooks.fresh(siteId);
    return ({ subscription, profile }: SubscriptionState) => subscriptionWire(subscription, profile, { book, now });
  };
  return {
    updateCustomer: async (call, { path: { customerId }, version, body: change }) => {
      const updated = await update(await freshCall(ports, call), { customerId, version, change });
      return updated.ok ? answer(200, customerWire(updated.value), { version: updated.value.version }) : updated;
    },

    closeCustomer: async (call, { path: { customerId }, body }) => {
      const closed = await close(rememberAs(await freshCall(ports, call), customerWire), { customerId, ...body });
      return closed.ok ? answer(200, customerWire(closed.value), { version: closed.value.version }) : closed;
    },

    cancelSubscription: async (call, { path: { subscriptionId }, body }) => {
      const book = await ports.priceBooks.fresh(call.siteId);
      const tell = (cancelled: CancelledSubscription) => cancelledWire(cancelled, { book, now: call.now });
      const cancelled = await cancel(rememberAs(await freshCall(ports, call), tell), { subscriptionId, ...body });
      return cancelled.ok ? answer(200, tell(cancelled.value)) : cancelled;
    },

    previewCancellation: async (call, { path: { subscriptionId }, body }) => {
      const book = await ports.priceBooks.fresh(call.siteId);
      const preview = await previewCancel(await freshCall(ports, call), { subscriptionId, ...body });
      return preview.ok ? answer(200, cancellationPreviewWire(preview.value, book)) : preview;
    },

    requestPlanTransition: async (call, { path: { subscriptionId }, body }) => {
      const tell = await teller(call);
      const requested = await requestTransition(rememberAs(await freshCall(ports, call), tell), {
        subscriptionId,
        ...body,
      });
      return requested.ok ? answer(200, tell(requested.value)) : requested;
    },

    previewPlanTransition: async (call, { path: { subscriptionId }, body }) => {
      const preview = await previewTransition(await freshCall(ports, call), { subscriptionId, ...body });
      return preview.ok ? answer(200, transitionPreviewWire(preview.value)) : preview;
    },
  };
}
