import { parseBucketKey } from '../../../../domain/ledger/bucket-key.ts';
import type { Impact } from '../../../../domain/ledger/entry.ts';
import { decimalText, sum, ZERO } from '../../../../domain/money/decimal.ts';
import type { PricePart } from '../../../../domain/rating/explain/explain-price.ts';
import type { ExplainedStep } from '../../../../domain/rating/explain/explain-usage.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { EntryExplanation } from '../../../use-cases/usage/explain-entry.ts';
import type { DryRun } from '../../../use-cases/usage/rate-dry-run.ts';
import type { dryRunAnswer, explanationAnswer, ratingStep } from '../../contract/usage/explanation.ts';
import { entryWire } from '../customers/entry-wire.ts';

type StepWire = Wire<typeof ratingStep>;

/** A step in the words of the contract. */
export function stepWire(line: ExplainedStep): StepWire {
  switch (line.step) {
    case 'service':
    case 'sharing':
    case 'discount':
      return 'amount' in line ? { ...line, amount: decimalText(line.amount) } : line;
    case 'product':
      return { ...line, versionFrom: instantText(line.versionFrom) };
    case 'quantity':
      return { ...line, quantity: decimalText(line.quantity) };
    case 'rate':
      return { ...line, at: instantText(line.at), quantity: decimalText(line.quantity) };
    case 'allowance': {
      const { step, resource, bucket, groupId, amount } = line;
      return { step, resource, bucket, groupId, ...bucketWire(bucket), amount: decimalText(amount) };
    }
    case 'price': {
      const { step, model, resource, quantity, counted, amount } = line;
      const parts = 'parts' in line ? line.parts.map(partWire) : [];
      const texts = { quantity: decimalText(quantity), counted: decimalText(counted), amount: decimalText(amount) };
      return { step, model, resource, ...texts, parts };
    }
    case 'tax':
      return { ...line, net: decimalText(line.net), tax: decimalText(line.tax) };
    case 'prepaid': {
      const { step, bucket, amount } = line;
      return { step, bucket, ...bucketWire(bucket), amount: decimalText(amount) };
    }
    case 'limit':
      return { ...line, total: decimalText(line.total), limit: decimalText(line.limit) };
  }
}

function bucketWire(bucket: string): { readonly origin: string; readonly validTo: string } {
  const { origin, to } = parseBucketKey(bucket);
  return { origin, validTo: instantText(to) };
}

const partWire = ({ what, tier, quantity, unitPrice, per, amount }: PricePart) => ({
  what,
  tier: tier === null ? null : { from: decimalText(tier.from), to: tier.to === null ? null : decimalText(tier.to) },
  quantity: quantity === null ? null : decimalText(quantity),
  unitPrice: unitPrice === null ? null : decimalText(unitPrice),
  per: decimalText(per),
  amount: decimalText(amount.toDecimalPlaces(20)),
});

export const explanationWire = (explanation: EntryExplanation): Wire<typeof explanationAnswer> => {
  const { account, entry, usage, sentences, corrections } = explanation;
  return {
    balanceGroupId: account.head.balanceGroupId,
    entry: entryWire(entry),
    catalogVersion: entry.catalogVersion ?? null,
    reproduced: usage?.reproduced ?? null,
    steps: usage?.steps.map(stepWire) ?? [],
    sentences,
    corrections: corrections.map(entryWire),
  };
};

const impactWire = ({ resource, bucket, amount }: Impact) => ({ resource, bucket, amount: decimalText(amount) });

type ResultWire = Wire<typeof dryRunAnswer>['results'][number];

export function dryRunWire(run: DryRun): ResultWire {
  const eventId = run.event.id;
  switch (run.outcome) {
    case 'duplicate':
      return { outcome: run.outcome, eventId };
    case 'suspended':
      return { outcome: run.outcome, eventId, reason: run.suspension.reason, detail: run.suspension.detail };
    case 'rated': {
      const { entry, shared, balanceGroupId, balances, steps, sentences } = run;
      const charged = entry.impacts.filter(({ charge }) => charge !== null);
      const amount = sum(charged.map((impact) => impact.amount));
      const tax = sum(charged.map(({ charge }) => charge?.tax ?? ZERO));
      return {
        outcome: run.outcome,
        eventId,
        balanceGroupId,
        product: entry.product,
        quantity: decimalText(entry.quantity ?? ZERO),
        resource: run.resource,
        net: decimalText(amount.minus(tax)),
        tax: decimalText(tax),
        amount: decimalText(amount),
        impacts: entry.impacts.map(impactWire),
        shared: shared.map((one) => ({
          balanceGroupId: one.balanceGroupId,
          groupId: one.groupId,
          impacts: one.entry.impacts.map(impactWire),
        })),
        balances: balances.map(({ resource, total }) => ({ resource, total: decimalText(total) })),
        steps: steps.map(stepWire),
        sentences,
      };
    }
  }
}
