import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { naturalDecimal } from '../decimal.ts';
import { code, description, name } from '../identity.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  percent: naturalDecimal.refine((text) => dec(text).lte(100), 'Give at most 100 percent.'),
  inclusive: z.boolean().default(false).meta({ description: 'True: prices contain the tax.' }),
  ...validity,
});

export const taxBody = shape.superRefine(endsAfterStart);

export const taxAnswer = shape.required({ inclusive: true }).extend(validityAnswer);
