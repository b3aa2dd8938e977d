import { expect, test } from 'vitest';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { contractItems, headerOf, partOf } from '../../functions/adapters/dynamo/contract/contract-items.ts';
import { areComplete, listsOf } from '../../functions/adapters/dynamo/contract/contract-parts.ts';
import { newestOf, servicePart, shardOf } from '../../functions/adapters/dynamo/contract/service-shards.ts';
import { fc } from '../support/chance.ts';
import { contractWith, serviceNumber } from '../support/large-contract.ts';

type Item = Readonly<Record<string, unknown>>;

/** A group's items, written as a table would. */
class Items {
  readonly bySortKey = new Map<string, Item>();

  write(before: RatingProfile | null, value: RatingProfile): RatingProfile {
    for (const { Put, Delete } of contractItems('table', { value, before })) {
      if (Put !== undefined) this.bySortKey.set(`${Put.Item?.['sk']}`, Put.Item ?? {});
      if (Delete !== undefined) this.bySortKey.delete(`${Delete.Key?.['sk']}`);
    }
    return { ...value, version: value.version + 1 };
  }

  get header() {
    return headerOf(this.bySortKey.get('profile') ?? {});
  }

  parts(isSought: (key: string) => boolean = () => true) {
    const found = [...this.bySortKey].filter(([key]) => key !== 'profile' && isSought(key));
    return newestOf(found.map(([, item]) => partOf(item)));
  }
}

type Lists = Pick<RatingProfile, 'services' | 'purchases'>;
type Step = { readonly charge: readonly number[] } | { readonly sell: number } | { readonly keep: number };

/** A step in a contract's life: it is charged for some of its services, sells more, or is cut back to the first ones. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ charge: fc.uniqueArray(fc.nat({ max: 140 }), { maxLength: 140 }) }) },
  { weight: 2, arbitrary: fc.record({ sell: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ keep: fc.integer({ min: 10, max: 70 }) }) },
);

function changed({ services, purchases }: Lists, change: Step, mark: number): Lists {
  if ('charge' in change) {
    const charged = new Set(change.charge.map((index) => services[index]?.serviceId));
    const isCharged = ({ serviceId }: PurchasedProduct) => serviceId !== undefined && charged.has(serviceId);
    return { services, purchases: purchases.map((one) => (isCharged(one) ? { ...one, chargedThrough: mark } : one)) };
  }
  if ('sell' in change) {
    const sold = Array.from({ length: change.sell }, (_, index) => serviceNumber(services.length + index));
    return {
      services: [...services, ...sold.map(({ service }) => service)],
      purchases: [...purchases, ...sold.map(({ purchase }) => purchase)],
    };
  }
  const kept = services.slice(0, change.keep);
  const ids = new Set<string | undefined>([undefined, ...kept.map(({ serviceId }) => serviceId)]);
  return { services: kept, purchases: purchases.filter(({ serviceId }) => ids.has(serviceId)) };
}

test('whatever is written one by one and in shards, the newest of each service counts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.array(step, { minLength: 1, maxLength: 12 }), (first, steps) => {
      const items = new Items();
      let contract = items.write(null, contractWith('1', { services: first, fees: 2 }));
      for (const [mark, change] of steps.entries()) {
        contract = items.write(contract, { ...contract, ...changed(contract, change, mark) });

        const { header } = items;
        if (header.parts === null) {
          expect(items.bySortKey.size).toBe(1);
          expect(header.contract.purchases).toEqual(contract.purchases);
          continue;
        }
        expect(areComplete(header.parts, items.parts())).toBe(true);
        expect(listsOf(items.parts())).toMatchObject({ services: contract.services, purchases: contract.purchases });
        for (const { serviceId } of contract.services.slice(0, 3)) {
          const own = servicePart(serviceId);
          const { purchases } = listsOf(items.parts((key) => key === own || key === shardOf(own)));
          const isOf = (one: { readonly serviceId?: string }) => one.serviceId === serviceId;
          expect(purchases.filter(isOf)).toEqual(contract.purchases.filter(isOf));
        }
      }
    }),
    { numRuns: 150 },
  );
});
