import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { decimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { named } from './named.ts';
import { paymentTypes } from './payment-type.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';

const threshold = z.strictObject({
  type: z.enum(['value', 'percent']),
  value: decimal,
  notification: code
    .exactOptional()
    .meta({ description: 'A notification rule; those that listen to thresholds, if not given.' }),
});
type Threshold = z.output<typeof threshold>;

const limit = z.strictObject({
  resource: code,
  limit: decimal.nullable().meta({ description: 'The total must not pass it. Null: thresholds only.' }),
  floor: decimal.exactOptional().meta({
    description:
      'Where percent thresholds start: what was granted and is valid, below zero; zero for money, if not given.',
  }),
  hard: z
    .boolean()
    .default(false)
    .meta({ description: 'True: postpaid usage beyond the limit is refused, too. Prepaid usage always is.' }),
  thresholds: z.array(threshold).max(20, 'Give at most 20 thresholds.').default([]),
});
type Limit = z.output<typeof limit>;

function refuseUnordered(thresholds: readonly Threshold[], add: (index: number, message: string) => void): void {
  const last = new Map<Threshold['type'], string>();
  for (const [index, { type, value }] of thresholds.entries()) {
    const before = last.get(type);
    if (before !== undefined && dec(value).lte(dec(before))) add(index, `Give more than the ${type} before.`);
    last.set(type, value);
  }
}

function limitFits(
  { limit: most, floor, hard, thresholds }: Limit,
  refuse: (path: Path, message: string) => void,
): void {
  if (most === null && thresholds.length === 0) refuse(['limit'], 'Give a limit or a threshold.');
  if (most === null && hard) refuse(['hard'], 'Give a limit: there is nothing to hold to.');
  if (most !== null && floor !== undefined && dec(floor).gte(dec(most))) {
    refuse(['floor'], 'Give less than the limit: percent thresholds lie between the two.');
  }
  refuseUnordered(thresholds, (index, message) => refuse(['thresholds', index, 'value'], message));
  for (const [index, { type, value }] of thresholds.entries()) {
    if (type !== 'percent') continue;
    if (most === null) refuse(['thresholds', index, 'type'], 'Give a limit: percent thresholds are measured up to it.');
    if (dec(value).lte(0) || dec(value).gt(100)) {
      refuse(['thresholds', index, 'value'], 'Give more than 0 and at most 100 percent.');
    }
  }
}
type Path = readonly (string | number)[];

const shape = z.strictObject({
  ...named,
  paymentTypes: paymentTypes.default([]).meta({ description: 'Empty: all.' }),
  isDefault: z
    .boolean()
    .exactOptional()
    .meta({ description: 'For every balance group of its payment types that has no other.' }),
  limits: z.array(limit).min(1, 'Give at least one limit.').max(50, 'Give at most 50 limits.'),
});

/** Limits and thresholds of what a balance group holds. */
export const creditProfileBody = shape.superRefine(({ limits }, context) => {
  refuseRepeats(context, limits, {
    key: ({ resource }) => resource,
    at: (index) => ['limits', index, 'resource'],
    message: 'Name each resource once.',
  });
  for (const [index, own] of limits.entries()) {
    limitFits(own, (path, message) => refuseAt(context, ['limits', index, ...path], message));
  }
});

export const creditProfileAnswer = shape.required({ paymentTypes: true });
