import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { resourcesQuery } from './queries.ts';

/** Amounts of a resource with all their digits: money in its currency, units with their symbol. */
export function useAmount(): (resource: string | undefined) => (text: string) => string {
  const { money, quantity, locale } = useFormats();
  const resources = useQuery(resourcesQuery(useApi())).data?.items ?? [];
  return (code) => (text) => {
    const resource = resources.find((known) => known.code === code);
    if (code === undefined) return quantity(text);
    if (resource?.currency === undefined) return `${quantity(text)} ${resource?.symbol ?? code}`;
    const digits = text.split('.')[1]?.length ?? 0;
    if (digits <= 2) return money(text, resource.currency);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: resource.currency,
      maximumFractionDigits: 12,
    }).format(text as Intl.StringNumericLiteral);
  };
}
