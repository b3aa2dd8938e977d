import type * as z from 'zod';
import type { ratePlan } from '../../../../functions/http/contract/catalog/rate-plan.ts';

export type RatePlan = z.input<typeof ratePlan>;
export type Rate = RatePlan['rates'][number];

/** The rates of one zone, by time band. Null: every zone, at any time. */
export type GridRow = { readonly zone: string | null; readonly byBand: ReadonlyMap<string | null, Rate> };

export type RateGrid = { readonly bands: readonly (string | null)[]; readonly rows: readonly GridRow[] };

/** Rates as zones by time bands, in the order of the plan; what stands for all comes last. */
export function rateGrid({ rates }: RatePlan): RateGrid {
  const bands = allLast([...new Set(rates.map(({ timeBand }) => timeBand ?? null))]);
  const zones = allLast([...new Set(rates.map(({ zone }) => zone ?? null))]);
  return {
    bands,
    rows: zones.map((zone) => ({
      zone,
      byBand: new Map(
        rates.filter((rate) => (rate.zone ?? null) === zone).map((rate) => [rate.timeBand ?? null, rate]),
      ),
    })),
  };
}

const allLast = (names: readonly (string | null)[]): readonly (string | null)[] => [
  ...names.filter((name) => name !== null),
  ...(names.includes(null) ? [null] : []),
];
