import { isDecimalText } from '../money/decimal.ts';
import { parseInstant } from '../time/instant.ts';
import type { ServiceField } from './catalog.ts';

/** Fields of events are text, whatever their type: which texts are one of it. */
export const READS_AS: Readonly<Record<ServiceField['type'], (text: string) => boolean>> = {
  text: () => true,
  decimal: isDecimalText,
  instant: (text) => parseInstant(text) !== null,
};
