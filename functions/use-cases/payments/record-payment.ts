import type { Bill, BillingProfile, Payment } from '../../../domain/billing/bill.ts';
import { minorDigits } from '../../../domain/money/minor-digits.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import {
  recordPayment as decide,
  type PaymentDecision,
  type PaymentOrder,
} from '../../../domain/payment/record-payment.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, RandomId, Records, Sequences } from '../../ports.ts';
import { activity, type Deed } from '../activity.ts';
import type { Call } from '../call.ts';
import { allItems } from '../every-item.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { type PayAheadPorts, payAhead } from './pay-ahead.ts';

export type RecordPaymentPorts = PayAheadPorts & {
  readonly records: Records;
  readonly sequences: Sequences;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

/** The payment and the chosen bill as it stands afterwards. */
export type RecordedPayment = { readonly payment: Payment; readonly bill: Bill };

export type PaymentCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, recorded: RecordedPayment) => readonly Change[];
};

/** What the operator enters for a bill; `receivedAt` is now unless told. */
export type PaymentRequest = Omit<PaymentOrder, 'paymentId' | 'recordedBy' | 'receivedAt'> & {
  readonly receivedAt?: number;
  readonly currency?: string;
};

/** Records money in or back out: payment, bills, credit balance, money ahead and the answer to the caller's key are one commit. */
export const recordPayment =
  (ports: RecordPaymentPorts) =>
  async (
    call: PaymentCall,
    { customerId, billId }: { readonly customerId: string; readonly billId: string },
    { currency, receivedAt = call.now, ...request }: PaymentRequest,
  ): Promise<Result<RecordedPayment, Refusal>> => {
    const { siteId, actor, now } = call;
    if (receivedAt > now) {
      const detail = 'A payment cannot be received in the future.';
      return err(refusal('request.invalid', detail, [{ pointer: '/receivedAt', message: detail }]));
    }
    const [paymentId = ''] = await ports.sequences.reserve(siteId, 'payment', 1);
    return retryConflicts(`payment on bill ${billId}`, async () => {
      const chosen = await ports.records.get('bill', siteId, { customerId, billId });
      if (chosen === null) return err(refusal('request.not_found', 'There is no such bill.'));
      if (currency !== undefined && currency !== chosen.currency) {
        return err(
          refusal('payment.currency', `The bill is in ${chosen.currency}. Record the payment in ${chosen.currency}.`),
        );
      }
      const { billingProfileId } = chosen;
      const profile = await ports.records.get('billingProfile', siteId, { customerId, billingProfileId });
      invariant(profile !== null, `billing profile ${billingProfileId} of bill ${billId} exists`);
      const others = request.direction === 'charge' ? await openBills(ports, profile) : [];
      const digits = minorDigits(chosen.currency) ?? 0;
      const order = { ...request, paymentId, receivedAt, recordedBy: actor };
      const decision = decide(order, { profile, chosen, others, digits, now });
      if (!decision.ok) return decision;
      const { payment, bills } = decision.value;
      const outcome = { payment, bill: bills.find((bill) => bill.billId === billId) ?? chosen };
      const decided = { ...decision.value, profile: decision.value.profile ?? profile };
      const ahead = await payAhead(ports, call, payment, profile);
      if (!ahead.ok) return ahead;
      const changes = [...changesOf(ports, call, decided), ...ahead.value, ...call.remember(201, outcome)];
      return (await ports.commit(changes)) === 'done' ? ok(outcome) : null;
    });
  };

async function openBills(ports: RecordPaymentPorts, profile: BillingProfile): Promise<readonly Bill[]> {
  const { siteId, customerId, billingProfileId } = profile;
  const bills = await allItems(ports, 'billsOfCustomer', siteId, { customerId });
  return bills.filter((bill) => bill.billingProfileId === billingProfileId && bill.status === 'billing');
}

/** The profile is written even when unchanged: nobody else may bill, close or pay it on what was read before. */
const changesOf = (
  ports: RecordPaymentPorts,
  call: PaymentCall,
  { payment, bills, profile }: PaymentDecision & { readonly profile: BillingProfile },
): readonly Change[] => [
  { put: 'payment', value: payment },
  ...bills.map((value): Change => ({ put: 'bill', value })),
  { put: 'billingProfile', value: profile },
  activity(ports, call, recorded(payment, bills)),
];

function recorded({ customerId, paymentId, direction, amount, currency }: Payment, bills: readonly Bill[]): Deed {
  const verb = direction === 'charge' ? 'received' : 'refunded';
  return {
    customerId,
    action: `payment.${verb}`,
    objectType: 'payment',
    objectId: paymentId,
    summary: `Payment ${paymentId}: ${moneyWords(amount, currency)} ${verb}, bills ${bills.map(({ billId }) => billId).join(', ')}`,
  };
}
