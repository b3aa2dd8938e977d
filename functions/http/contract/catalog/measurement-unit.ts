import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

const shape = z.strictObject({
  ...named,
  symbol: z.string().trim().min(1, 'Give the symbol as it is shown.').max(20, 'Keep the symbol to 20 characters.'),
  base: code.exactOptional().meta({ description: 'The unit that it is made of; none: it is its own measure.' }),
  factor: positiveDecimal.default('1').meta({ description: 'How many of its base one of it is.' }),
});

export const measurementUnitBody = shape.superRefine((unit, context) => {
  if (unit.base === unit.code) refuseAt(context, ['base'], 'Remove the base: a unit is not made of itself.');
  if (unit.base === undefined && unit.factor !== '1') {
    refuseAt(context, ['factor'], 'Use 1, or name the base that it is made of.');
  }
});

export const measurementUnitAnswer = shape.extend({ factor: decimal });
