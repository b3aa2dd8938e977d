import type { Role } from '../http/routes/route.ts';

/** Who signed in, as the verified token says. */
export type Operator = { readonly siteId: string; readonly email: string; readonly roles: readonly string[] };

/** The gateway writes a list claim as `[a b]`; other hosts keep the array or send JSON. */
function listClaim(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.map(String);
  if (typeof claim !== 'string') return [];
  const inner = claim.replace(/^\[|\]$/g, '');
  return inner.split(/[\s,]+/).flatMap((part) => part.replaceAll('"', '') || []);
}

/** Null: the token names no site or no one, so it is none of ours. */
export function operatorOf(claims: Readonly<Record<string, unknown>> | undefined): Operator | null {
  const siteId = claims?.['custom:site'];
  const email = claims?.['email'];
  if (typeof siteId !== 'string' || siteId === '' || typeof email !== 'string' || email === '') return null;
  return { siteId, email, roles: listClaim(claims?.['cognito:groups']) };
}

/** `admin` may do everything. */
export const admits = (roles: readonly Role[], operator: Operator): boolean =>
  operator.roles.includes('admin') || roles.some((role) => operator.roles.includes(role));
