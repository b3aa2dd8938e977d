import { Dec, ZERO } from '../money/decimal.ts';

/** What a credit balance did for a bill. `creditBalance` is zero or negative. */
export type CreditApplied = { readonly applied: Dec; readonly due: Dec; readonly creditBalance: Dec };

/**
 * Money already received pays the bill as far as it goes: total 36.60 with −2.93 in hand leaves 33.67 due. A negative total is a credit
 * itself and moves to the balance (`applied` is negative then). So `total = applied + due`, always.
 */
export function applyCredit(total: Dec, creditBalance: Dec): CreditApplied {
  const applied = total.isNegative() ? total : Dec.min(total, creditBalance.negated());
  return { applied, due: total.isNegative() ? ZERO : total.minus(applied), creditBalance: creditBalance.plus(applied) };
}
