import type { Explanation } from '../../../lib/answers.ts';
import type { Formats } from '../../../lib/formats.ts';
import { t, translated } from '../../../lib/translate.ts';

export type Step = Explanation['steps'][number];
type Writing = {
  readonly formats: Formats;
  /** Writes an amount of a resource. */
  readonly amountOf: (resource: string | undefined) => (text: string) => string;
  /** What the event costs in. */
  readonly resource: string | undefined;
};

export type StepWords = { readonly what: string; readonly amount: string };

/** A step of rating as a row: what it found, and what it comes to. */
export function stepWords(step: Step, { formats, amountOf, resource }: Writing): StepWords {
  const { quantity } = formats;
  const money = amountOf(resource);
  switch (step.step) {
    case 'service':
      return { what: t('step.service.what', { type: step.serviceType, identifier: step.identifier }), amount: '' };
    case 'product':
      return {
        what: t('step.product.what', { product: step.product, from: formats.day(step.versionFrom) }),
        amount: '',
      };
    case 'quantity':
      return { what: t('step.quantity.what'), amount: `${quantity(step.quantity)} ${step.unit}` };
    case 'rate':
      return {
        what: rateWords(step, formats),
        amount: quantity(step.quantity),
      };
    case 'allowance':
      return {
        what:
          step.groupId === null
            ? t('step.allowance.what', { resource: step.resource })
            : t('step.allowance.shared', { resource: step.resource, group: step.groupId }),
        amount: amountOf(step.resource)(step.amount),
      };
    case 'price':
      return {
        what: t('step.price.what', {
          model: translated('model', step.model),
          quantity: quantity(step.quantity),
          counted: quantity(step.counted),
        }),
        amount: amountOf(step.resource)(step.amount),
      };
    case 'discount':
      return { what: step.discount, amount: money(step.amount) };
    case 'sharing':
      return { what: t('step.sharing.what', { group: step.groupId }), amount: money(step.amount) };
    case 'tax':
      return {
        what:
          step.reason ??
          t('step.tax.what', { tax: step.taxCode, percent: quantity(step.percent), net: money(step.net) }),
        amount: money(step.tax),
      };
    case 'prepaid':
      return { what: t('step.prepaid.what'), amount: money(step.amount) };
    case 'limit':
      return {
        what: t('step.limit.what', { resource: step.resource, limit: amountOf(step.resource)(step.limit) }),
        amount: amountOf(step.resource)(step.total),
      };
  }
}

/** The rate that was taken: a row of the rate plan, or the product's own price. */
function rateWords({ place, zone, band, at }: Extract<Step, { step: 'rate' }>, { minute }: Formats): string {
  if (place > 0) {
    const values = { place, zone: zone ?? t('rate.any-zone'), band: band ?? t('rate.any-time'), at: minute(at) };
    return t('step.rate.what', values);
  }
  return zone === null ? t('step.rate.own') : t('step.rate.own.zone', { zone });
}

type Part = Extract<Step, { step: 'price' }>['parts'][number];

/** A part of a price: so many units at so much, or a fee. */
export function partWords(
  { what, tier, quantity: units, unitPrice, per }: Part,
  { formats, amountOf }: Writing,
  of: string,
): string {
  const { quantity } = formats;
  if (units !== null && unitPrice !== null && (what === 'units' || what === 'packages')) {
    const values = { quantity: quantity(units), price: amountOf(of)(unitPrice), per: quantity(per) };
    if (tier === null) return t(per === '1' ? 'part.units' : 'part.units.per', values);
    const range =
      tier.to === null
        ? t('part.tier.rest', { from: quantity(tier.from) })
        : t('part.tier', { from: quantity(tier.from), to: quantity(tier.to) });
    return t(per === '1' ? 'part.units.tier' : 'part.units.per.tier', { ...values, range });
  }
  return t(`part.${what}`);
}
