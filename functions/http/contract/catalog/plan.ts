import * as z from 'zod';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { named } from './named.ts';
import { paymentTypes } from './payment-type.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const shape = z.strictObject({
  ...named,
  status: z.enum(['draft', 'active', 'inactive']).default('draft'),
  bundles: codeList('bundle', { least: 1, most: 50 }),
  ...validity,
  paymentTypes: paymentTypes.default([]).meta({ description: 'Empty: all.' }),
  term: code.exactOptional().meta({ description: 'What the customer commits to.' }),
  compatibleBundles: codeList('bundle').exactOptional().meta({ description: 'May be bought beside its own.' }),
  compatibleOnly: z
    .boolean()
    .exactOptional()
    .meta({ description: 'True: only those, none if there are none. Else any bundle that is on sale.' }),
  filter: code.exactOptional().meta({ description: 'Who it is offered to; everybody, if not given.' }),
  sensitiveData: z.boolean().exactOptional().meta({ description: 'True: not offered in self-care.' }),
});

export const planBody = shape.superRefine(endsAfterStart);

export const planAnswer = shape.required({ status: true, paymentTypes: true }).extend(validityAnswer);
