import { limitStandings } from '../../../domain/balances/limit-standings.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import { err } from '../../../domain/result.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { Commit, Ledgers, PriceBooks, RandomId, Records, SiteTime } from '../../ports.ts';
import { answer, type Wire } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import { type CreatedBalance, createBalance } from '../../use-cases/balances/create-balance.ts';
import { type LimitedAccount, setCreditProfile } from '../../use-cases/balances/set-credit-profile.ts';
import { type CustomerTaxStatus, customerTaxStatus, exemptCustomer } from '../../use-cases/taxes/exempt-customer.ts';
import type { limitsAnswer } from '../contract/balances/limits.ts';
import type { newBalanceAnswer } from '../contract/balances/new-balance.ts';
import type { taxStatusAnswer } from '../contract/balances/tax-status.ts';
import type { balancesContract } from '../contract/balances.ts';
import type { customersContract } from '../contract/customers.ts';
import { noSuch } from './customers/of-customer.ts';

type Handlers = Pick<DoorHandlers<'customers', typeof customersContract>, keyof typeof balancesContract>;

/** What the customers door does about limits, money by hand and taxes. */
export function balancesHandlers(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
  readonly randomId: RandomId;
  readonly commit: Commit;
}): Handlers {
  const status = customerTaxStatus(ports);
  const exempt = exemptCustomer(ports);
  const create = createBalance(ports);
  const setProfile = setCreditProfile(ports);
  return {
    createBalance: async (call, { path, body }) => {
      const created = await create(rememberAs(await freshCall(ports, call), createdWire), { ...path, ...body });
      return created.ok ? answer(201, createdWire(created.value)) : created;
    },

    getLimits: async ({ siteId, now }, { path: { balanceGroupId } }) => {
      const account = await ports.ledgers.load(siteId, balanceGroupId);
      if (account === null) return err(noSuch('balance group'));
      const book = await ports.priceBooks.fresh(siteId);
      return answer(200, limitsWire({ account, book }, now), { version: account.profile.version });
    },

    setCreditProfile: async (call, { path, version, body }) => {
      const set = await setProfile(await freshCall(ports, call), { ...path, version, ...body });
      if (!set.ok) return set;
      return answer(200, limitsWire(set.value, call.now), { version: set.value.account.profile.version });
    },

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

const createdWire = ({
  balanceGroupId,
  key,
  bucket: { resource, origin, from, to, amount },
  settled,
  total,
}: CreatedBalance): Wire<typeof newBalanceAnswer> => ({
  ...{ balanceGroupId, key, resource, origin, from: instantText(from), to: instantText(to) },
  amount: decimalText(amount),
  settled: decimalText(settled),
  total: decimalText(total),
});

const limitsWire = ({ account: { head, profile }, book }: LimitedAccount, now: Instant): Wire<typeof limitsAnswer> => ({
  balanceGroupId: profile.balanceGroupId,
  creditProfile: profile.creditProfile ?? null,
  paymentType: profile.paymentType,
  limits: limitStandings({ head, profile, book, now }).map(({ limit, total, floor, left, thresholds }) => ({
    resource: limit.resource,
    limit: limit.limit,
    hard: limit.hard,
    total: decimalText(total),
    floor: decimalText(floor),
    left: left === null ? null : decimalText(left),
    thresholds: thresholds.map(({ threshold: { type, value }, at, isReached }) => {
      return { type, value, amount: decimalText(at), reached: isReached };
    }),
  })),
});

const taxStatusWire = ({ taxStatus }: CustomerTaxStatus): Wire<typeof taxStatusAnswer> => ({
  country: taxStatus?.country ?? null,
  ...(taxStatus?.taxId === undefined ? {} : { taxId: taxStatus.taxId }),
  exemption:
    taxStatus?.exemption === undefined
      ? null
      : { reason: taxStatus.exemption.reason, until: instantText(taxStatus.exemption.until) },
});
