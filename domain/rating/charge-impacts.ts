import { type LeviedTax, taxFor } from '../catalog/taxes/tax-for.ts';
import { levyOn, TAX_DIGITS } from '../catalog/taxes/tax-on.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Charge, Impact } from '../ledger/entry.ts';
import { ZERO } from '../money/decimal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant, Period } from '../time/instant.ts';
import { chargeCycleOf } from './charge-cycle-of.ts';
import type { ChargeLine } from './charge-line.ts';
import type { RatedAccount, RatingContext } from './rating-context.ts';
import { type Suspension, suspend } from './suspension.ts';
import type { UsageCharge } from './usage-charge.ts';

/**
 * The payer's money: each line on the running bucket of the bill period that collects it, with its tax at once. Lines of one charge are taxed
 * as they add up, so that the tax of the parts is the tax of the whole.
 */
export function chargeImpacts(
  { book, trace }: Pick<RatingContext, 'book' | 'trace'>,
  { state, contract: { profile }, taxes = book.taxes }: RatedAccount,
  { lines, product, mark, at }: { lines: readonly ChargeLine[]; product: string; mark: Mark; at: Instant },
): Result<readonly Impact[], Suspension> {
  if (lines.length === 0) return ok([]);
  const cycle = chargeCycleOf(state.cycles, profile.cycleRule, at);
  const impacts: Impact[] = [];
  let of: Charged | null = null;
  let soFar = NOTHING;
  for (const line of lines) {
    if (line.charge !== of?.charge) {
      const { taxCode } = line.charge.detail;
      const levied = taxFor({ taxes }, { code: taxCode, at, status: profile.taxStatus });
      if (!levied.ok) return suspend(levied.error.reason, `${product}: ${levied.error.detail}`);
      of = chargedAs(line.charge, { levied: levied.value, cycle, product, mark });
      soFar = NOTHING;
    }
    const isFirst = soFar === NOTHING;
    const amount = isFirst ? line.amount : soFar.amount.plus(line.amount);
    const split = levyOn(amount, of.levied);
    const part = isFirst
      ? split
      : { net: of.isNet ? line.amount : split.net.minus(soFar.net), tax: split.tax.minus(soFar.tax) };
    soFar = { amount, net: split.net, tax: split.tax };
    if (trace !== undefined && of.levied !== null) {
      const { tax, exemption } = of.levied;
      trace({ step: 'tax', taxCode: tax.code, percent: tax.percent, ...part, reason: exemption });
    }
    const { quantity, discount } = line;
    impacts.push({
      resource: of.resource,
      bucket: of.bucket,
      amount: part.net.plus(part.tax),
      charge:
        discount === undefined
          ? { ...of.common, tax: part.tax, quantity }
          : { ...of.common, tax: part.tax, quantity, discount },
    });
  }
  return ok(impacts);
}

type Mark = Pick<Charge, 'subscription'>;

const NOTHING = { amount: ZERO, net: ZERO, tax: ZERO };

/** What all lines of a charge have in common. */
type Charged = {
  readonly charge: UsageCharge;
  readonly levied: LeviedTax;
  /** Amounts are without tax, and have no more digits than a tax keeps: they are what they are. */
  readonly isNet: boolean;
  readonly resource: string;
  readonly bucket: string;
  readonly common: Omit<Charge, 'tax' | 'quantity'>;
};

function chargedAs(
  charge: UsageCharge,
  {
    levied,
    cycle,
    product,
    mark,
  }: { readonly levied: LeviedTax; readonly cycle: Period; readonly product: string; readonly mark: Mark },
): Charged {
  const { detail, part } = charge;
  const resource = detail.resource.code;
  const { chargeTag } = part.rate;
  return {
    charge,
    levied,
    isNet: levied?.tax.inclusive !== true && detail.resource.ratingScale <= TAX_DIGITS,
    resource,
    bucket: bucketKey({ resource, from: cycle.from, to: cycle.to, origin: RUNNING }),
    common: {
      cycle: cycle.from,
      billItem: detail.billItem,
      product,
      taxCode: detail.taxCode,
      period: null,
      ...(chargeTag === null ? {} : { tag: chargeTag }),
      ...(detail.generalLedger === null ? {} : { generalLedger: detail.generalLedger }),
      ...(levied === null || levied.exemption === null ? {} : { exemption: levied.exemption }),
      ...mark,
    },
  };
}
