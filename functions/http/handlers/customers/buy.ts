import type {
  Commit,
  Ledgers,
  PriceBooks,
  RandomId,
  Records,
  Sequences,
  SiteTime,
  SystemTime,
} from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import { freshCall } from '../../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import type { Call } from '../../../use-cases/call.ts';
import { addBundle, previewBundle } from '../../../use-cases/subscriptions/add-bundle.ts';
import { applyVouchers } from '../../../use-cases/subscriptions/apply-vouchers.ts';
import type { Bought } from '../../../use-cases/subscriptions/buying.ts';
import type { customersContract } from '../../contract/customers.ts';
import { boughtWire, bundlePreviewWire } from './buying-wire.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** What operators buy for a running subscription. */
export function buy(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
  readonly randomId: RandomId;
  readonly sequences: Sequences;
  readonly systemTime: SystemTime;
  readonly commit: Commit;
}): Pick<Handlers, 'addBundle' | 'previewBundle' | 'applyVouchers'> {
  const add = addBundle(ports);
  const preview = previewBundle(ports);
  const apply = applyVouchers(ports);
  /** How a purchase is told, with the names of the catalog as it is now. */
  const teller = async ({ siteId, now }: Pick<Call, 'siteId' | 'now'>) => {
    const book = await ports.priceBooks.fresh(siteId);
    return (bought: Bought) => boughtWire(bought, { book, now });
  };
  return {
    addBundle: async (call, { path: { subscriptionId }, body }) => {
      const tell = await teller(call);
      const bought = await add(rememberAs(await freshCall(ports, call), tell), { subscriptionId, ...body });
      return bought.ok ? answer(201, tell(bought.value)) : bought;
    },

    previewBundle: async (call, { path: { subscriptionId }, body }) => {
      const book = await ports.priceBooks.fresh(call.siteId);
      const previewed = await preview(await freshCall(ports, call), { subscriptionId, ...body });
      return previewed.ok ? answer(200, bundlePreviewWire(previewed.value, book)) : previewed;
    },

    applyVouchers: async (call, { path: { subscriptionId }, body: { codes } }) => {
      const tell = await teller(call);
      const bought = await apply(rememberAs(await freshCall(ports, call), tell), { subscriptionId, codes });
      return bought.ok ? answer(201, tell(bought.value)) : bought;
    },
  };
}
