import type { Context, Liquid } from 'liquidjs';
import { dateText, periodText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import { percentText } from '../format/percent-text.ts';
import { isPlainDecimal, signOf } from '../format/plain-decimal.ts';
import { quantityText } from '../format/quantity-text.ts';
import { fillWords } from '../words/fill-words.ts';

type Filter = { readonly context: Context };

/** `locale`, `currency` and `timeZone` are globals of the render, so that no template has to repeat them. */
function setting(context: Context, name: 'locale' | 'currency' | 'timeZone', otherwise: string): string {
  const value: unknown = Reflect.get(context.globals, name);
  return typeof value === 'string' ? value : otherwise;
}
const localeOf = ({ context }: Filter) => setting(context, 'locale', 'en');
const zoneOf = ({ context }: Filter) => setting(context, 'timeZone', 'UTC');

/** A missing variable prints nothing, also through a filter. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '';

function isPeriod(value: unknown): value is { readonly from: string; readonly to: string } {
  if (typeof value !== 'object' || value === null || !('from' in value && 'to' in value)) return false;
  return typeof value.from === 'string' && typeof value.to === 'string';
}

/** The formats of documents and mails: `money`, `quantity`, `percent`, `date`, `date_time`, `period`, `iban`, `link`, `sign`, `negate`, `beyond`, `fill`. */
export function registerFilters(engine: Liquid): void {
  engine.registerFilter('money', function (this: Filter, amount: unknown, currency?: unknown) {
    const code = textOf(currency) || setting(this.context, 'currency', 'XXX');
    return amount === undefined || amount === null ? '' : moneyText(textOf(amount), code, localeOf(this));
  });
  engine.registerFilter('quantity', function (this: Filter, quantity: unknown) {
    return quantityText(textOf(quantity), localeOf(this));
  });
  engine.registerFilter('percent', function (this: Filter, percent: unknown) {
    return percentText(textOf(percent), localeOf(this));
  });
  engine.registerFilter('date', function (this: Filter, at: unknown) {
    return dateText(textOf(at), 'date', localeOf(this), zoneOf(this));
  });
  engine.registerFilter('date_time', function (this: Filter, at: unknown) {
    return dateText(textOf(at), 'date-time', localeOf(this), zoneOf(this));
  });
  engine.registerFilter('period', function (this: Filter, period: unknown) {
    return isPeriod(period) ? periodText(period, localeOf(this), zoneOf(this)) : '';
  });
  // For comparing decimals: `{% assign due = totals.due | sign %}{% if due == 1 %}`.
  engine.registerFilter('sign', (amount: unknown) => {
    const text = textOf(amount);
    return isPlainDecimal(text) ? signOf(text) : 0;
  });
  engine.registerFilter('negate', (amount: unknown) => {
    const text = textOf(amount);
    return isPlainDecimal(text) && signOf(text) !== 0 ? (text.startsWith('-') ? text.slice(1) : `-${text}`) : text;
  });
  // Groups of four, as printed on cards and slips: `SI56 1910 0000 0123 438`.
  engine.registerFilter('iban', (iban: unknown) =>
    textOf(iban)
      .replaceAll(/\s/g, '')
      .replaceAll(/(.{4})(?=.)/g, '$1 '),
  );
  // Web addresses only: a `javascript:` link must not survive, whoever made it.
  engine.registerFilter('link', (address: unknown) => (/^https?:\/\//.test(textOf(address)) ? textOf(address) : ''));
  // How many items of a list lie beyond the first `limit`.
  engine.registerFilter('beyond', (size: unknown, limit: unknown) =>
    typeof size === 'number' && typeof limit === 'number' ? Math.max(0, size - limit) : 0,
  );
  // `{{ words.pageOf | fill: page: 1, pages: 2 }}`: named arguments arrive as pairs.
  engine.registerFilter('fill', (text: unknown, ...places: readonly unknown[]) => {
    const values = new Map<string, string>();
    for (const place of places) {
      if (Array.isArray(place)) values.set(textOf(place[0]), textOf(place[1]));
    }
    return fillWords(textOf(text), values);
  });
}
