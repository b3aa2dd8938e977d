import { appendCharges } from '../../rating/allowances/append-charges.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Period } from '../../time/instant.ts';
import { chargeContext } from '../charges/charge-context.ts';
import type { Contract, LifecycleTime } from '../end-purchases.ts';
import type { Ahead, Progress } from './charge-unit.ts';
import { type Funds, fundsOf } from './funds.ts';
import { renewAhead } from './renew-ahead.ts';
import { resumeAhead } from './resume-ahead.ts';
import { startAhead } from './start-ahead.ts';
import { isWaiting } from './suspension.ts';

/**
 * The turn of a bill period for a prepaid contract, once the ended one is paid: what the money in hand covers is renewed, what waits is taken
 * up, the rest is suspended. Others, and inactive customers, come back as they are.
 */
export function renewContract(
  contract: Contract,
  { book, now, starting }: LifecycleTime & { readonly starting: Period },
): Result<Contract, Refusal> {
  const onto = { book, now, billPeriodOf: () => starting };
  const renewed = step(contract, onto, (ahead, funds) => renewAhead(ahead, funds, starting.to));
  // Of a period that is over, nothing is left to go on with.
  return renewed.ok && now < starting.to ? step(renewed.value, onto, resumeAhead) : renewed;
}

/** Takes up what is suspended as far as the money in hand goes now: whatever brings money does this in the same commit. */
export function resumeContract(contract: Contract, time: LifecycleTime): Result<Contract, Refusal> {
  return contract.profile.purchases.some(isWaiting)
    ? step(contract, openBills(contract, time), resumeAhead)
    : ok(contract);
}

/** As resumeContract; where something is missing to charge, all stays as it is, so that no top-up is refused for it. */
export function resumed(contract: Contract, time: LifecycleTime): Contract {
  const after = resumeContract(contract, time);
  return after.ok ? after.value : contract;
}

/** Starts what is due to start as far as the money in hand goes. Null: this contract is not prepaid. */
export function startContract(contract: Contract, time: LifecycleTime): Result<Contract, Refusal> | null {
  return fundsOf(contract.head, { ...contract, ...time }) === null
    ? null
    : step(contract, openBills(contract, time), startAhead);
}

type Onto = Pick<Ahead, 'book' | 'now' | 'billPeriodOf'>;

const openBills = ({ head, profile }: Contract, { book, now }: LifecycleTime): Onto =>
  chargeContext({ profile, book, cycles: head.cycles, now });

function step(
  contract: Contract,
  { book, now, billPeriodOf }: Onto,
  decide: (ahead: Ahead, funds: Funds) => Result<Progress, Refusal>,
): Result<Contract, Refusal> {
  const { head, profile } = contract;
  const funds = fundsOf(head, { profile, book, now });
  if (funds === null || profile.status !== 'active') return ok(contract);
  const decided = decide({ profile, book, now, billPeriodOf, buckets: head.buckets }, funds);
  if (!decided.ok) return decided;
  const { drafts, purchases } = decided.value;
  return ok({
    head: appendCharges(head, drafts, book.resources.get(profile.resource)),
    profile: { ...profile, purchases },
  });
}
