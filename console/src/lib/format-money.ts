import { numbersLocale } from './numbers-locale.ts';

/**
 * Amounts are decimal texts from the API and stay texts: Intl formats a decimal text exactly, a number would already have lost
 * digits. The minus sign stands before the symbol.
 */
export function formatMoney(amount: string, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral);
}

export const formatQuantity = (quantity: string, locale: string): string =>
  new Intl.NumberFormat(numbersLocale(locale), { maximumFractionDigits: 6 }).format(
    quantity as Intl.StringNumericLiteral,
  );

export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(numbersLocale(locale)).format(count);

export const isNegative = (amount: string): boolean => amount.startsWith('-');
