import type * as z from 'zod';
import type { price } from './price.ts';
import { refuseAt } from './refuse-at.ts';

type Price = z.output<typeof price>;
type Path = readonly (string | number)[];

/** What a price belongs to: its product, and whether it is a rate's. */
export type PricePlace = {
  readonly type: 'one-time' | 'recurring' | 'usage';
  readonly cycle?: 'forward' | 'arrear' | undefined;
  readonly isRate: boolean;
};

/** Models that mean something only of events, or only of cycles, stay where they do. */
export function refuseMisplacedPrice(
  context: z.core.$RefinementCtx,
  path: Path,
  value: Price,
  place: PricePlace,
): void {
  const { type, cycle, isRate } = place;
  const refuse = (field: string, message: string) => refuseAt(context, [...path, field], message);
  if (value.model === 'minimum-commitment') {
    if (isRate || type !== 'recurring' || cycle !== 'arrear') {
      refuse('model', 'Use this model on a recurring product that is charged in arrear: it looks back at a cycle.');
    }
    return;
  }
  if (type === 'usage') return;
  if (value.model === 'percentage')
    refuse('model', `Use another model: what a ${type} product moves is no amount of money.`);
  if (value.model === 'flat' && value.once !== undefined) {
    refuse('once', `Remove this field: a ${type} product has no events.`);
  }
  if ('basis' in value && value.basis === 'cycle') refuse('basis', `Use event: a ${type} product has no use to count.`);
}
