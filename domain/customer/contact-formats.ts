const EMAIL = /^[^\s@"<>(),:;[\]\\]{1,64}@[^\s@.,:;<>()[\]\\]+(\.[^\s@.,:;<>()[\]\\]+)+$/;

/** As written, and short enough for every mail system. Whether it exists only a mail can tell. */
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text);

/** Two spellings of one address differ in case at most: this is what has to be unique. */
export const emailKey = (email: string): string => email.toLowerCase();

/** `+386 41 111-222` and `0038641111222` as `+38641111222`. */
export function normalisePhone(text: string): string {
  const digits = text.replaceAll(/[\s().\-/]/g, '');
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}

/** E.164: a plus, the country's code, at most 15 digits. */
export const isPhone = (phone: string): boolean => /^\+[1-9]\d{6,14}$/.test(phone);

/** ISO 9362, of a bank or of one of its branches. */
export const isBic = (bic: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic);
