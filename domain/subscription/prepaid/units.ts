import type { PurchasedProduct } from '../subscription.ts';

/** Purchases that are renewed together or not at all: a subscription's plan, or one add-on bundle of it. Places in the contract's list. */
export type Unit = {
  readonly subscriptionId: string;
  readonly isPlan: boolean;
  readonly places: readonly number[];
};

/** Running and coming purchases by unit, in the order they were bought; a plan goes before its add-ons. */
export function unitsOf(purchases: readonly PurchasedProduct[]): readonly Unit[] {
  const units = new Map<string, { subscriptionId: string; isPlan: boolean; places: number[] }>();
  for (const [place, { subscriptionId, bundle, addOn, status }] of purchases.entries()) {
    if (status !== 'active' && status !== 'pending') continue;
    const isPlan = addOn !== true;
    const key = isPlan ? subscriptionId : `${subscriptionId} ${bundle}`;
    const unit = units.get(key) ?? { subscriptionId, isPlan, places: [] };
    units.set(key, unit);
    unit.places.push(place);
  }
  return [...units.values()].toSorted((a, b) => rank(a) - rank(b));
}

const rank = ({ isPlan }: Unit): number => (isPlan ? 0 : 1);
