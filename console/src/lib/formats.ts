import { createContext, useContext, useMemo } from 'react';
import { formatCount, formatMoney, formatQuantity } from './format-money.ts';
import { formatDay, formatLastDay, formatMinute } from './format-time.ts';

/** What the site says about how things are written. */
export type SiteWriting = { readonly zone: string; readonly locale: string; readonly currency: string };

const WritingContext = createContext<SiteWriting>({ zone: 'UTC', locale: 'en-GB', currency: 'EUR' });
export const WritingProvider = WritingContext.Provider;

export type Formats = SiteWriting & {
  readonly money: (amount: string, currency?: string) => string;
  readonly quantity: (quantity: string) => string;
  readonly count: (count: number) => string;
  readonly day: (instant: string) => string;
  readonly lastDay: (end: string) => string;
  readonly minute: (instant: string) => string;
};

/** Everything that is written the site's way: its zone, its locale, its currency. */
export function useFormats(): Formats {
  const writing = useContext(WritingContext);
  return useMemo(() => {
    const { zone, locale, currency } = writing;
    return {
      ...writing,
      money: (amount, of = currency) => formatMoney(amount, of, locale),
      quantity: (quantity) => formatQuantity(quantity, locale),
      count: (count) => formatCount(count, locale),
      day: (instant) => formatDay(instant, locale, zone),
      lastDay: (end) => formatLastDay(end, locale, zone),
      minute: (instant) => formatMinute(instant, locale, zone),
    };
  }, [writing]);
}
