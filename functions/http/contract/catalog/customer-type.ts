import * as z from 'zod';
import { named } from './named.ts';

/** Residential, commercial: for segments and reports. */
export const customerTypeBody = z.strictObject(named);

export const customerTypeAnswer = customerTypeBody;
