/** Exact sums and comparisons of decimal texts: amounts never become numbers. */
type Scaled = { readonly digits: bigint; readonly scale: number };

function scaled(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

const raise = ({ digits, scale }: Scaled, to: number): bigint => digits * 10n ** BigInt(to - scale);

export function addDecimals(a: string, b: string): string {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  return plain(raise(left, scale) + raise(right, scale), scale);
}

/** Below zero, zero or above zero, as sorting wants it. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  const difference = raise(left, scale) - raise(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (text: string): boolean => scaled(text).digits === 0n;

export const negate = (text: string): string =>
  isZero(text) ? text : text.startsWith('-') ? text.slice(1) : `-${text}`;

/** How many percent of a whole a part is, to one digit, half up; null of nothing. Both may be below zero. */
export function percentOf(part: string, whole: string): string | null {
  const [left, right] = [scaled(part), scaled(whole)];
  const scale = Math.max(left.scale, right.scale);
  const [above, below] = [raise(left, scale), raise(right, scale)];
  if (below === 0n) return null;
  const [size, by] = [above < 0n ? -above : above, below < 0n ? -below : below];
  const rounded = (size * 2000n + by) / (by * 2n);
  return plain(above < 0n === below < 0n ? rounded : -rounded, 1);
}

/** What a person typed as an amount, as decimal text; null when it is none above zero. Takes a decimal comma, too. */
export function parseAmount(typed: string, fractionDigits: number): string | null {
  const text = typed.trim().replace(',', '.');
  if (!/^\d{1,15}(\.\d+)?$/.test(text) || isZero(text)) return null;
  return (text.split('.')[1] ?? '').length <= fractionDigits ? text : null;
}

function plain(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const fraction = all.slice(all.length - scale).replace(/0+$/, '');
  const whole = scale === 0 ? all : all.slice(0, -scale);
  return scale === 0 || fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
