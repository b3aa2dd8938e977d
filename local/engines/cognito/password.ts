import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { PasswordPolicy } from '../engine.ts';

const KEY_BYTES = 32;
const SYMBOLS = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;

const RULES = [
  { isAsked: (policy: PasswordPolicy) => policy.requireUppercase, pattern: /[A-Z]/, missing: 'uppercase' },
  { isAsked: (policy: PasswordPolicy) => policy.requireLowercase, pattern: /[a-z]/, missing: 'lowercase' },
  { isAsked: (policy: PasswordPolicy) => policy.requireNumbers, pattern: /[0-9]/, missing: 'numeric' },
  { isAsked: (policy: PasswordPolicy) => policy.requireSymbols, pattern: SYMBOLS, missing: 'symbol' },
] as const;

/** Throws InvalidPasswordException in Cognito's words. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  const refuse = (reason: string) =>
    new AwsError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
  if (password.length < policy.minimumLength) throw refuse('Password not long enough');
  for (const { isAsked, pattern, missing } of RULES) {
    if (isAsked(policy) && !pattern.test(password)) throw refuse(`Password must have ${missing} characters`);
  }
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}.${(await derive(password, salt)).toString('base64')}`;
}

/** A user without a password has none that matches. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt, key] = (hash ?? '').split('.');
  if (salt === undefined || key === undefined) return false;
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'));
}

/** Meets every policy: one of each kind, then letters that cannot be mistaken for one another. */
export function temporaryPassword({ minimumLength }: PasswordPolicy): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  const rest = Array.from({ length: Math.max(8, minimumLength - 4) }, () => letters[randomInt(letters.length)]);
  return `${letters[randomInt(letters.length)]?.toUpperCase()}${randomInt(2, 10)}-x${rest.join('')}`;
}

/** In the sentence of the page that asks for a new password. */
export function policyInWords(policy: PasswordPolicy): string {
  const kinds = [
    policy.requireUppercase && policy.requireLowercase ? 'upper and lower case letters' : '',
    policy.requireNumbers ? 'a number' : '',
    policy.requireSymbols ? 'a symbol' : '',
  ].filter((kind) => kind !== '');
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(kinds);
  return `At least ${policy.minimumLength} characters${list === '' ? '.' : `, with ${list}.`}`;
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
