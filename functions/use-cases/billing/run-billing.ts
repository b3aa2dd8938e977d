import type { Bill, BillingProfile } from '../../../domain/billing/bill.ts';
import { type BillingDecision, type BillingFacts, billCycle } from '../../../domain/billing/bill-cycle.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, RandomId, Records, Sequences } from '../../ports.ts';
import { activity, type Deed } from '../activity.ts';
import type { Call } from '../call.ts';
import { noticeChanges } from '../notifications/notice-changes.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { renewalActivities } from '../subscriptions/renewal-activities.ts';
import { type BillingReads, loadBillingFacts } from './load-billing-facts.ts';
import { parkProfile } from './park-profile.ts';

export type RunBillingPorts = BillingReads & {
  readonly records: Pick<Records, 'get'>;
  readonly sequences: Sequences;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

export type ProfileKey = { readonly customerId: string; readonly billingProfileId: string };

/** The bills that were finalised, oldest first, and the profile as it stands afterwards. */
export type BillingRun = { readonly billed: readonly Bill[]; readonly profile: BillingProfile };

export type BillingCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: BillingRun) => readonly Change[];
};

/** What one call bills at most; the rest is still due and comes with the next run. */
const MOST_CYCLES = 24;

/**
 * Runs billing for one profile: every cycle that is over, oldest first, each in a transaction of its own. Refused with
 * `billing.cycle_open` when none is over. Any other refusal parks the profile with its reason, in the operators' list, until a run
 * succeeds: it never bills wrongly. The answer is remembered in the commit of the last cycle.
 */
export const runBilling =
  (ports: RunBillingPorts) =>
  async (call: BillingCall, { customerId, billingProfileId }: ProfileKey): Promise<Result<BillingRun, Refusal>> => {
    const key = { customerId, billingProfileId };
    let run: BillingRun | null = null;
    for (let cycles = 0; cycles < MOST_CYCLES; cycles++) {
      const step = await billOneCycle(ports, call, key, run?.billed ?? [], cycles === MOST_CYCLES - 1);
      if (!step.ok) {
        if (step.error.code !== 'billing.cycle_open' || run === null) return step;
        break;
      }
      run = step.value;
      if (run.profile.activeBill.to > call.now) break;
    }
    return run === null ? err(noSuchProfile) : ok(run);
  };

const noSuchProfile = refusal('request.not_found', 'There is no such billing profile.');

async function billOneCycle(
  ports: RunBillingPorts,
  call: BillingCall,
  key: ProfileKey,
  earlier: readonly Bill[],
  last: boolean,
): Promise<Result<BillingRun, Refusal>> {
  let newBillId: string | undefined;
  return retryConflicts(`billing of profile ${key.billingProfileId}`, async () => {
    const profile = await ports.records.get('billingProfile', call.siteId, key);
    if (profile === null) return err(noSuchProfile);
    const [facts, [reserved = '']] = await Promise.all([
      loadBillingFacts(ports, { profile, now: call.now }),
      newBillId === undefined ? ports.sequences.reserve(call.siteId, 'bill', 1) : [newBillId],
    ]);
    newBillId = reserved;
    if (!facts.ok) return parkProfile(ports, call, profile, facts.error);
    const decision = decide({ ...facts.value, newBillId, now: call.now });
    if (!decision.ok) return parkProfile(ports, call, profile, decision.error);

    const { billed, profile: after } = decision.value;
    const run = { billed: [...earlier, billed], profile: after };
    const isLast = last || after.activeBill.to > call.now;
    const changes = [
      ...changesOf(decision.value),
      ...noticesOf(decision.value, { book: facts.value.book, now: call.now }),
      activity(ports, call, finalised(billed)),
      ...renewalActivities(ports, call, decision.value.accounts.map(contractsOf)),
      ...(isLast ? call.remember(200, run) : []),
    ];
    return (await ports.commit(changes)) === 'done' ? ok(run) : null;
  });
}

/** A broken invariant is a bug, and no reason to lose an account from sight: it parks like any refusal. */
function decide(facts: BillingFacts): Result<BillingDecision, Refusal> {
  try {
    return billCycle(facts);
  } catch (error) {
    return err(refusal('billing.parked', error instanceof Error ? error.message : String(error)));
  }
}

/** The contracts are written even when unchanged, so that a purchase made meanwhile makes this a lost race. */
const changesOf = ({ billed, active, inactive, profile, accounts, owners }: BillingDecision): readonly Change[] => [
  { put: 'billingProfile', value: profile },
  ...[billed, active, inactive].map((value): Change => ({ put: 'bill', value })),
  ...accounts.flatMap(({ before, after }): readonly Change[] => [
    { put: 'ledger', value: { before: before.head, after: after.head } },
    { put: 'ratingProfile', value: after.profile, before: before.profile },
  ]),
  ...owners.map(({ before, after }): Change => ({ put: 'ledger', value: { before: before.head, after } })),
];

const contractsOf = ({ before, after }: BillingDecision['accounts'][number]) => ({
  before: before.profile,
  after: after.profile,
});

/** A generated event may reach a threshold like any other usage. */
const noticesOf = (
  { accounts, owners }: BillingDecision,
  { book, now }: Pick<BillingFacts, 'book' | 'now'>,
): readonly Change[] =>
  noticeChanges(
    ...accounts.map(({ before, after }) => ({
      before: before.head,
      after: after.head,
      profile: before.profile,
      renewed: after.profile,
      book,
      now,
    })),
    ...owners.map(({ before, after }) => ({ before: before.head, after, profile: before.profile, book, now })),
  );

const finalised = ({ customerId, billId, total, due, currency }: Bill): Deed => ({
  customerId,
  action: 'bill.finalised',
  objectType: 'bill',
  objectId: billId,
  summary: `Bill ${billId} finalised: ${moneyWords(total, currency)}, ${moneyWords(due, currency)} due`,
});
