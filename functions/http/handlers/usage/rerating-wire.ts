import { decimalText, sum, ZERO } from '../../../../domain/money/decimal.ts';
import type { ComparedLine } from '../../../../domain/rerating/figures.ts';
import { differenceOf } from '../../../../domain/rerating/sum-figures.ts';
import { invariant } from '../../../../domain/result.ts';
import type { ServiceInstance } from '../../../../domain/subscription/subscription.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Account } from '../../../ports.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { GroupEntry } from '../../../use-cases/customers/newest-entries.ts';
import type { correctionAnswer, whatIfAnswer } from '../../contract/usage/rerating.ts';
import { entryWire } from '../customers/entry-wire.ts';

/** A correction with what it comes to and the service that was used, which may be a member's. */
export function correctionWire(
  { balanceGroupId, entry }: GroupEntry,
  accounts: readonly Account[],
): Wire<typeof correctionAnswer> {
  const ledger = accounts.find(({ head }) => head.balanceGroupId === balanceGroupId);
  invariant(ledger !== undefined, 'corrections come from the ledgers that were asked');
  const services = accounts.flatMap(({ profile }) => profile.services);
  const charged = entry.impacts.filter(({ charge }) => charge !== null);
  const amount = sum(charged.map((impact) => impact.amount));
  const tax = sum(charged.map(({ charge }) => charge?.tax ?? ZERO));
  return {
    balanceGroupId,
    customerId: ledger.profile.customerId,
    identifier: services.find(({ serviceId }) => serviceId === entry.service)?.identifier ?? null,
    resource: ledger.profile.resource,
    net: decimalText(amount.minus(tax)),
    tax: decimalText(tax),
    entry: entryWire(entry),
  };
}

type LineWire = Wire<typeof whatIfAnswer>['balanceGroups'][number]['lines'][number];

/** A line of a comparison, with the service that it is of as people know it. */
export function comparedLineWire(
  { serviceId, from, to, ...line }: ComparedLine,
  services: readonly ServiceInstance[],
): LineWire {
  const service = services.find((one) => one.serviceId === serviceId);
  return {
    ...{ from: instantText(from), to: instantText(to), ...line, difference: differenceOf(line) },
    service:
      serviceId === null
        ? null
        : { serviceId, serviceType: service?.serviceType ?? null, identifier: service?.identifier ?? null },
  };
}
