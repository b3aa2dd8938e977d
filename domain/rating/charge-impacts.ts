import { type LeviedTax, taxFor } from '../catalog/tax-for.ts';
import { levyOn } from '../catalog/tax-on.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Impact } from '../ledger/entry.ts';
import { ZERO } from '../money/decimal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant, Period } from '../time/instant.ts';
import { chargeCycleOf } from './charge-cycle-of.ts';
import type { ChargeLine } from './charge-line.ts';
import type { RatedAccount, RatingContext } from './rating-context.ts';
import { type Suspension, suspend } from './suspension.ts';

/**
 * The payer's money: each line on the running bucket of the bill period that collects it, with its tax at once. Lines of one charge are taxed
 * as they add up, so that the tax of the parts is the tax of the whole.
 */
export function chargeImpacts(
  { book, trace }: Pick<RatingContext, 'book' | 'trace'>,
  { state, contract: { profile } }: RatedAccount,
  { lines, product, at }: { lines: readonly ChargeLine[]; product: string; at: Instant },
): Result<readonly Impact[], Suspension> {
  if (lines.length === 0) return ok([]);
  const cycle = chargeCycleOf(state.cycles, profile.cycleRule, at);
  const impacts: Impact[] = [];
  let charge: ChargeLine['charge'] | null = null;
  let soFar = NOTHING;
  for (const line of lines) {
    if (line.charge !== charge) {
      charge = line.charge;
      soFar = NOTHING;
    }
    const { taxCode } = line.charge.detail;
    const levied = taxFor(book, { code: taxCode, at, status: profile.taxStatus });
    if (!levied.ok) return suspend('TAX_MISSING', `${product}: ${levied.error} Extend it and retry.`);
    const amount = soFar.amount.plus(line.amount);
    const split = levyOn(amount, levied.value);
    const part = { net: split.net.minus(soFar.net), tax: split.tax.minus(soFar.tax) };
    soFar = { amount, ...split };
    if (levied.value !== null) {
      const { tax, exemption } = levied.value;
      trace?.({ step: 'tax', taxCode: tax.code, percent: tax.percent, ...part, reason: exemption });
    }
    impacts.push(impactOf(line, { ...part, levied: levied.value, cycle, product }));
  }
  return ok(impacts);
}

const NOTHING = { amount: ZERO, net: ZERO, tax: ZERO };

function impactOf(
  { charge: { part, detail }, quantity, discount }: ChargeLine,
  money: {
    readonly net: typeof ZERO;
    readonly tax: typeof ZERO;
    readonly levied: LeviedTax;
    readonly cycle: Period;
    readonly product: string;
  },
): Impact {
  const { net, tax, levied, cycle, product } = money;
  const resource = detail.resource.code;
  const { chargeTag } = part.rate;
  return {
    resource,
    bucket: bucketKey({ resource, ...cycle, origin: RUNNING }),
    amount: net.plus(tax),
    charge: {
      cycle: cycle.from,
      billItem: detail.billItem,
      product,
      taxCode: detail.taxCode,
      tax,
      quantity,
      period: null,
      ...(chargeTag === null ? {} : { tag: chargeTag }),
      ...(discount === undefined ? {} : { discount }),
      ...(detail.generalLedger === null ? {} : { generalLedger: detail.generalLedger }),
      ...(levied === null || levied.exemption === null ? {} : { exemption: levied.exemption }),
    },
  };
}
