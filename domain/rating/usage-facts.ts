import type { Dec } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** What happened: the usage event without its site. */
export type UsageFacts = {
  readonly id: string;
  readonly at: Instant;
  readonly serviceType: string;
  readonly identifier: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Billed quantity as it is known already: what a session asks for. Given, nothing is measured. */
  readonly quantity?: Dec;
};
