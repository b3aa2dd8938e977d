import { t } from '../../../lib/translate.ts';

type Length = { readonly value: number; readonly unit: 'day' | 'week' | 'month' | 'year' };

/** How long something lasts: 24 months. */
export const durationWords = ({ value, unit }: Length): string =>
  value === 1 ? t(`duration.${unit}.one`) : t(`duration.${unit}`, { count: value });

type TermLength = Length & { readonly alignment?: 'exact' | 'cycle' | undefined };

/** Contract time: exact, or to the end of the cycle that it ends in. */
export const termLengthWords = (length: TermLength): string =>
  length.alignment === 'cycle' ? t('duration.to-cycle', { length: durationWords(length) }) : durationWords(length);
