import type { Instant } from '../time/instant.ts';

/** What happened: the usage event without its site. */
export type UsageFacts = {
  readonly id: string;
  readonly at: Instant;
  readonly serviceType: string;
  readonly identifier: string;
  readonly fields: Readonly<Record<string, string>>;
};
