import * as z from 'zod';
import { code } from '../identity.ts';
import { fieldName, fieldType } from './field-name.ts';
import { named } from './named.ts';

/** A field of events: it has one meaning and one type in every service type. */
export const serviceFieldBody = z.strictObject({
  ...named,
  code: code.refine(
    (text) => fieldName.safeParse(text).success,
    "Use letters, digits and underscores: it is the field's name.",
  ),
  type: fieldType,
});

export const serviceFieldAnswer = z.strictObject({ ...named, type: fieldType });
