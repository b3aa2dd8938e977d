import type { Instant } from '../../domain/time/instant.ts';
import type { Change } from '../ports.ts';

/** Who asks, for which site, at what time of the site. Every use case that an operator starts takes it first. */
export type Call = {
  readonly siteId: string;
  /** E-mail of the operator, or `system`. Goes into the audit trail. */
  readonly actor: string;
  readonly now: Instant;
  /**
   * The change that keeps the answer for the request's Idempotency-Key (none without a key). A use case adds it to the commit
   * of its effect, so that effect and answer are one write.
   */
  readonly remember: (status: number, body: unknown) => readonly Change[];
};
