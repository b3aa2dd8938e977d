import * as z from 'zod';
import { code, description, name } from '../identity.ts';

/** Residential, commercial: for segments and reports. */
export const customerTypeBody = z.strictObject({ code, name, description: description.exactOptional() });

export const customerTypeAnswer = customerTypeBody;
