import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, Ledgers, RandomId, Records, SiteTime } from '../../ports.ts';
import { answer, type Wire } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { type CustomerTaxStatus, customerTaxStatus, exemptCustomer } from '../../use-cases/taxes/exempt-customer.ts';
import type { taxStatusAnswer } from '../contract/balances/tax-status.ts';
import type { balancesContract } from '../contract/balances.ts';
import type { customersContract } from '../contract/customers.ts';
import { noSuch } from './customers/of-customer.ts';

type Handlers = Pick<DoorHandlers<'customers', typeof customersContract>, keyof typeof balancesContract>;

/** What the customers door does about limits, money by hand and taxes. */
export function balancesHandlers(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly siteTime: SiteTime;
  readonly randomId: RandomId;
  readonly commit: Commit;
}): Handlers {
  const status = customerTaxStatus(ports);
  const exempt = exemptCustomer(ports);
  return {
    getTaxStatus: async ({ siteId }, { path: { customerId } }) => {
      const found = await status(siteId, customerId);
      if (found === null) return err(noSuch('customer'));
      return answer(200, taxStatusWire(found), { version: found.customer.version });
    },

    setTaxExemption: async (call, { path: { customerId }, version, body: exemption }) => {
      const exempted = await exempt(await freshCall(ports, call), { customerId, version, exemption });
      if (!exempted.ok) return exempted;
      return answer(200, taxStatusWire(exempted.value), { version: exempted.value.customer.version });
    },
  };
}

const taxStatusWire = ({ taxStatus }: CustomerTaxStatus): Wire<typeof taxStatusAnswer> => ({
  country: taxStatus?.country ?? null,
  ...(taxStatus?.taxId === undefined ? {} : { taxId: taxStatus.taxId }),
  exemption:
    taxStatus?.exemption === undefined
      ? null
      : { reason: taxStatus.exemption.reason, until: instantText(taxStatus.exemption.until) },
});
