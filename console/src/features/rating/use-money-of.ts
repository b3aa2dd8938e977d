import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { isZero } from '../../lib/decimal-text.ts';
import { useFormats } from '../../lib/formats.ts';
import { resourcesQuery } from '../catalog/queries.ts';
import { useAmount } from '../catalog/use-amount.ts';

export type MoneyOf = {
  /** Rounded as a bill would; what would be nothing then is shown with all its digits. */
  readonly amount: (resource: string, text: string) => string;
  /** The same with its sign: +€3.20. */
  readonly difference: (resource: string, text: string) => string;
};

/** How sums that are exact inside are written for people. */
export function useMoneyOf(): MoneyOf {
  const { locale } = useFormats();
  const exact = useAmount();
  const resources = useQuery(resourcesQuery(useApi())).data?.items ?? [];
  const written = (code: string, text: string, signDisplay: 'auto' | 'exceptZero'): string => {
    const currency = resources.find((known) => known.code === code)?.currency;
    if (currency === undefined) return exact(code)(text);
    const rounded = new Intl.NumberFormat(locale, { style: 'currency', currency, signDisplay }).format(
      text as Intl.StringNumericLiteral,
    );
    return /[1-9]/.test(rounded) || isZero(text) ? rounded : exact(code)(text);
  };
  return {
    amount: (code, text) => written(code, text, 'auto'),
    difference: (code, text) => written(code, text, 'exceptZero'),
  };
}
