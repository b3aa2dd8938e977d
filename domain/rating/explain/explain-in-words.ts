import type { PriceBook } from '../../catalog/price-book.ts';
import { parseBucketKey, RUNNING } from '../../ledger/bucket-key.ts';
import type { Entry } from '../../ledger/entry.ts';
import { type Dec, decimalText, sum, ZERO } from '../../money/decimal.ts';
import { FOREVER, instantText } from '../../time/instant.ts';
import { daysIn } from '../../time/zone-calendar.ts';
import type { PricePart } from './explain-price.ts';
import type { ExplainedStep, ExplainedUsage } from './explain-usage.ts';

/** How a rated event came to its amount, sentence by sentence, for people. English: the console has its own words for the steps. */
export function explainInWords(
  { reproduced, steps }: ExplainedUsage,
  entry: Entry,
  book: PriceBook,
): readonly string[] {
  const unit = steps.find((line) => line.step === 'quantity')?.unit ?? '';
  const sentences = reproduced
    ? steps.map((line) => sentenceOf(line, { unit, book }))
    : [
        'Its steps cannot be shown: under the contract as it is now, it does not come to what was charged. This is what the entry itself tells.',
      ];
  return [...sentences, ...movesInWords(entry)];
}

/** What an entry that is no usage was for, as far as it tells. */
export function explainEntry(entry: Entry, book: PriceBook): readonly string[] {
  const periods = entry.impacts.flatMap(({ charge }) =>
    charge === null || charge.period === null ? [] : [charge.period],
  );
  const [period] = periods;
  const days =
    period === undefined
      ? []
      : [`It is for ${daysIn(book.zone, period)} days: from ${instantText(period.from)} to ${instantText(period.to)}.`];
  const product = entry.product === null ? [] : [`The product is ${entry.product}.`];
  const note = entry.note === undefined ? [] : [`Noted: ${entry.note}.`];
  const corrects = entry.corrects === undefined ? [] : [`It corrects entry ${entry.corrects}.`];
  return [
    KIND_IN_WORDS[entry.kind],
    ...product,
    ...days,
    ...corrects,
    ...note,
    ...grantsInWords(entry),
    ...movesInWords(entry),
  ];
}

const KIND_IN_WORDS: Readonly<Record<Entry['kind'], string>> = {
  open: 'The ledger was opened.',
  usage: 'Something was used.',
  purchase: 'Something was bought.',
  cycle: 'A recurring charge, or what a cycle grants.',
  adjustment: 'Somebody adjusted a charge by hand.',
  expiry: 'What was granted and not used came to its end.',
  bill: 'The charges of a cycle went onto their bill.',
  shared: 'The owner of a sharing group took over usage of a member.',
  discount: 'A discount on the whole bill.',
  rerating: 'The difference to what usage should have cost.',
  reserve: 'A session set something aside.',
  release: 'A session gave back what it had set aside.',
  'top-up': 'Money was paid ahead.',
  rollover: 'What was left of a grant at its end was granted again.',
};

function sentenceOf(line: ExplainedStep, { unit, book }: { readonly unit: string; readonly book: PriceBook }): string {
  switch (line.step) {
    case 'service':
      return `The ${line.serviceType} service ${line.identifier} was used.`;
    case 'quantity':
      return `The quantity is ${amount(line.quantity, unit)}.`;
    case 'product':
      return `${line.product} prices it, as valid from ${instantText(line.versionFrom)} (catalog version ${book.version}).`;
    case 'rate': {
      const where = [line.zone === null ? null : `zone ${line.zone}`, line.band === null ? null : `band ${line.band}`];
      const named = where.filter((text) => text !== null).join(', ');
      const rate = line.place === 0 ? "The product's own price applies" : `Rate ${line.place} of its plan applies`;
      return `${rate}${named === '' ? '' : ` (${named})`} to ${amount(line.quantity, unit)}.`;
    }
    case 'allowance': {
      const whose = line.groupId === null ? '' : ` of the owner of sharing group ${line.groupId}`;
      return `${amount(line.amount, line.resource)} came out of an allowance${whose}, ${bucketInWords(line.bucket)}.`;
    }
    case 'price':
      return priceInWords(line, unit);
    case 'discount':
      return `The discount ${line.discount} takes off ${decimalText(line.amount.negated())}.`;
    case 'sharing':
      return `The owner of sharing group ${line.groupId} takes over ${decimalText(line.amount)}.`;
    case 'tax': {
      const why = line.reason === null ? '' : ` (${line.reason})`;
      return `${line.taxCode}, ${line.percent} %${why}: ${decimalText(line.tax)} on ${decimalText(line.net)}.`;
    }
    case 'prepaid':
      return `${decimalText(line.amount)} of it was paid ahead, ${bucketInWords(line.bucket)}.`;
    case 'limit':
      return `${line.resource} comes to ${decimalText(line.total)}; the limit is ${decimalText(line.limit)}.`;
  }
}

const amount = (quantity: Dec, unit: string): string => `${decimalText(quantity)}${unit === '' ? '' : ` ${unit}`}`;

function bucketInWords(bucket: string): string {
  const { origin, to } = parseBucketKey(bucket);
  return `${origin}${to >= FOREVER ? '' : `, valid to ${instantText(to)}`}`;
}

function priceInWords(line: ExplainedStep & { readonly step: 'price' }, unit: string): string {
  const price = `${decimalText(line.amount)} ${line.resource}`;
  if (line.quantity.isZero()) return `Nothing is left to be priced: ${price}.`;
  const parts = 'parts' in line ? line.parts : [];
  if (parts.length === 0) return `${price} for ${amount(line.quantity, unit)} (${line.model}).`;
  return `${price} = ${parts.map((part) => partInWords(part, unit)).join(' + ')}.`;
}

function partInWords({ what, tier, quantity, unitPrice, per, amount: part }: PricePart, unit: string): string {
  const range =
    tier === null ? '' : ` (above ${decimalText(tier.from)}${tier.to === null ? '' : ` to ${decimalText(tier.to)}`})`;
  switch (what) {
    case 'units':
    case 'packages': {
      const each = what === 'packages' ? 'packages' : unit;
      const divisor = per.eq(1) ? '' : ` / ${decimalText(per)}`;
      return `${amount(quantity ?? ZERO, each)} × ${decimalText(unitPrice ?? ZERO)}${divisor}${range}`;
    }
    case 'whole':
      return `${decimalText(part)}${range}`;
    case 'fee':
      return `a fee of ${decimalText(part)}${range}`;
    case 'before':
      return `${decimalText(part)} for what the units before had cost`;
    case 'minimum':
      return `${decimalText(part)} to the least charge`;
    case 'maximum':
      return `${decimalText(part)} above the most charge`;
  }
}

/** Units and money that it put into the customer's hands, or took out of them. */
const grantsInWords = ({ impacts }: Entry): readonly string[] =>
  impacts
    .filter(({ bucket, amount: moved }) => parseBucketKey(bucket).origin !== RUNNING && !moved.isZero())
    .map(({ resource, bucket, amount: moved }) => {
      const what = moved.isNegative() ? 'given' : 'taken';
      return `${amount(moved.abs(), resource)} ${what}: ${bucketInWords(bucket)}.`;
    });

/** What the entry did to balances and bills. */
function movesInWords({ impacts }: Entry): readonly string[] {
  const charged = impacts.filter(({ charge }) => charge !== null);
  const resources = [...new Set(charged.map(({ resource }) => resource))];
  return resources.map((resource) => {
    const own = charged.filter((impact) => impact.resource === resource);
    const total = sum(own.map((impact) => impact.amount));
    const tax = sum(own.map(({ charge }) => charge?.tax ?? ZERO));
    return `Charged: ${decimalText(total)} ${resource}, of which ${decimalText(tax)} is tax.`;
  });
}
