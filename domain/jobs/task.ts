import type { Instant } from '../time/instant.ts';

/** Work that somebody orders once: no schedule starts it, and its run carries what was ordered. */
export const TASKS = ['re-rating', 'what-if', 'suspense-retry', 'suspense-discard'] as const;
export type Task = (typeof TASKS)[number];

/** Whose usage is looked at. All that is given must fit; at least one thing is given. */
export type UsageScope = {
  readonly balanceGroupId?: string;
  readonly customerId?: string;
  /** Usage that this product priced. */
  readonly product?: string;
  /** Usage of subscriptions that have this plan now. */
  readonly plan?: string;
};

/** What was ordered, and by whom. Times are the events' own: from inclusive, to exclusive. */
export type TaskOrder = { readonly by: string } & (
  | {
      readonly task: 're-rating';
      readonly reason: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly scope: UsageScope;
      /** The same numbers, and nothing posted. */
      readonly dryRun: boolean;
    }
  | {
      readonly task: 'what-if';
      readonly plan: string;
      readonly newPlan: string;
      readonly from: Instant;
      readonly to: Instant;
    }
  | { readonly task: 'suspense-retry'; readonly reason: string }
  | { readonly task: 'suspense-discard'; readonly reason: string; readonly note: string }
);
