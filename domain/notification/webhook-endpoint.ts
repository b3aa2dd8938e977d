import type { Versioned } from '../customer/customer.ts';
import type { Instant } from '../time/instant.ts';

/** What a receiver knows us by. `expiresAt`: system time from which it signs no more; null while it is the current one. */
export type WebhookSecret = {
  readonly secret: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
};

/** Somebody else's address that is told by signed requests. */
export type WebhookEndpoint = Versioned & {
  readonly siteId: string;
  /** Unique in its site; what rules name. Never changes. */
  readonly code: string;
  readonly name: string;
  readonly description?: string;
  readonly url: string;
  readonly enabled: boolean;
  /** Newest first: the current one and, for a while after a rotation, the one before. Never shown again. */
  readonly secrets: readonly WebhookSecret[];
  readonly createdAt: Instant;
};

/** How long both secrets sign after a rotation, so that the receiver can change over in its own time. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** The secrets that sign at that time (the system's own), newest first. */
export const signingSecrets = ({ secrets }: Pick<WebhookEndpoint, 'secrets'>, at: Instant): readonly string[] =>
  secrets.filter(({ expiresAt }) => expiresAt === null || at < expiresAt).map(({ secret }) => secret);

/** The new secret and the one before it: rotating twice within the overlap ends the oldest one at once. */
export function rotateSecret(secrets: readonly WebhookSecret[], secret: string, at: Instant): readonly WebhookSecret[] {
  const [current] = secrets;
  const last = current === undefined ? [] : [{ ...current, expiresAt: at + OVERLAP_MS }];
  return [{ secret, createdAt: at, expiresAt: null }, ...last];
}
