import { dec } from '../../../../domain/money/decimal.ts';
import { naturalDecimal } from '../decimal.ts';

/** Zero to a hundred percent. */
export const percent = naturalDecimal.refine((text) => dec(text).lte(100), 'Give at most 100 percent.');
