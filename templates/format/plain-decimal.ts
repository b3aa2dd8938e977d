/** What `Intl` reads digit by digit. A JS number would have lost the digits already. */
export type PlainDecimal = `${number}`;

export const isPlainDecimal = (text: string): text is PlainDecimal => /^-?\d+(\.\d+)?$/.test(text);

/** Digits after the point, without trailing zeros: `0.2500` → 2. */
export function fractionDigits(text: PlainDecimal): number {
  const [, fraction = ''] = text.split('.');
  return fraction.replace(/0+$/, '').length;
}

/** -1, 0 or 1. */
export const signOf = (text: PlainDecimal): -1 | 0 | 1 => (/[1-9]/.test(text) ? (text.startsWith('-') ? -1 : 1) : 0);
