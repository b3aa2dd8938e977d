import type { Address } from '../../../domain/customer/customer.ts';

/** Where the state stands between the city and the postal code. */
const STATE_BEFORE_ZIP = new Set(['US', 'CA', 'AU', 'IN', 'BR', 'MX']);

/** An address as an envelope shows it: the order of its own country, the country's name in the reader's language. */
export function addressLines({ address, zip, city, state, country }: Address, locale: string): readonly string[] {
  const place = STATE_BEFORE_ZIP.has(country)
    ? [city, [state, zip].filter(Boolean).join(' ')].filter((part) => part !== '').join(', ')
    : `${zip} ${city}`.trim();
  const province = STATE_BEFORE_ZIP.has(country) ? '' : (state ?? '');
  return [address, place, province, countryName(country, locale)].filter((line) => line !== '');
}

function countryName(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;
}
