import type { Resource } from '../catalog/catalog.ts';
import type { Charge, DraftEntry, Impact } from '../ledger/entry.ts';
import type { Dec } from '../money/decimal.ts';
import { ok, type Result } from '../result.ts';
import { bucketsAt } from './allowances/buckets-at.ts';
import { hasMoneyAhead, settlePaidAhead } from './allowances/settle-paid-ahead.ts';
import { chargeImpacts } from './charge-impacts.ts';
import type { ChargeLine } from './charge-line.ts';
import { checkLimits } from './limits/check-limits.ts';
import { raiseAlarms } from './limits/raise-alarms.ts';
import type { RatedAccount, RatingContext } from './rating-context.ts';
import type { Suspension } from './suspension.ts';
import type { UsageFacts } from './usage-facts.ts';

/** What an event means to one payer: the customer itself, or the owner of a sharing group. */
export type Posting = {
  readonly event: UsageFacts;
  readonly serviceId: string;
  readonly product: string;
  readonly quantity: Dec;
  readonly money: Resource;
  readonly lines: readonly ChargeLine[];
  /** What the charges say of whose they are. */
  readonly mark: Pick<Charge, 'subscription'>;
  /** Allowances used up, units moved. */
  readonly units: readonly Impact[];
};

/** Tax, money paid ahead, limits and thresholds of one payer, and the entry in its ledger. */
export function postUsage(
  context: Omit<RatingContext, keyof RatedAccount>,
  payer: RatedAccount,
  { event, serviceId, product, quantity, money, lines, mark, units }: Posting,
): Result<DraftEntry, Suspension> {
  const { book, now, trace, without } = context;
  const charged = chargeImpacts(context, payer, { lines, product, mark, at: event.at });
  if (!charged.ok) return charged;
  const account = { ...payer, book, now, ...(without === undefined ? {} : { without }) };
  // Paid with what is there now, which a late event's own time may not have seen.
  const paid = hasMoneyAhead(payer.state.buckets, money.code)
    ? settlePaidAhead(bucketsAt(account, now), charged.value, { money, at: now })
    : [];
  for (const { bucket, amount } of paid) if (amount.gt(0)) trace?.({ step: 'prepaid', bucket, amount });
  const impacts = units.length === 0 && paid.length === 0 ? charged.value : [...units, ...charged.value, ...paid];
  const allowed = checkLimits(context, payer, impacts);
  if (!allowed.ok) return allowed;
  const { state, contract } = payer;
  const alarms = raiseAlarms({ state, profile: contract.profile, book, now }, impacts);
  return ok({
    kind: 'usage',
    id: event.id,
    at: event.at,
    recordedAt: now,
    service: serviceId,
    product,
    quantity,
    fields: event.fields,
    impacts,
    counts: [],
    cycles: null,
    bill: null,
    catalogVersion: book.version,
    ...(alarms === null ? {} : { alarms }),
  });
}
