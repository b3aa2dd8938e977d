import { instantAt } from '../../lib/format-time.ts';

type Field = { readonly name: string; readonly type: 'text' | 'decimal' | 'instant' };
export type Fields = Readonly<Record<string, string>>;

/** The names under which a field of time is filled in: as a day and a time of the site's zone. */
export const dayPart = (name: string): string => `${name}|day`;
export const timePart = (name: string): string => `${name}|time`;

const TIME = /^\d{2}:\d{2}(:\d{2})?$/;

/** The instant of a day and a time that people filled in; null while one is missing. */
export function filledInstant(day: string, time: string, zone: string): string | null {
  if (day === '' || !TIME.test(time)) return null;
  return instantAt(day, time.length === 5 ? `${time}:00` : time, zone);
}

export const isDecimal = (text: string): boolean => /^-?\d{1,20}(\.\d{1,20})?$/.test(text);

/** What a field says as it is sent: undefined when it is empty, null when it makes no sense. */
export function fieldValue({ name, type }: Field, fields: Fields, zone: string): string | null | undefined {
  if (type === 'instant') {
    const [day = '', time = ''] = [fields[dayPart(name)], fields[timePart(name)]];
    return day === '' && time === '' ? undefined : filledInstant(day, time, zone);
  }
  const text = (fields[name] ?? '').trim();
  if (text === '') return undefined;
  if (type === 'text') return text;
  const decimal = text.replace(',', '.');
  return isDecimal(decimal) ? decimal : null;
}

/** Fields as an address carries them; nothing that is no object of texts. */
export function parseFields(text: string | undefined): Fields {
  if (text === undefined) return {};
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return {};
  }
}
