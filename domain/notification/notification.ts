import type { PaymentType } from '../catalog/catalog.ts';
import type { Versioned } from '../customer/customer.ts';
import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** What happened, as rules listen to it; `webhook.test` is what an operator sends by hand to see whether an endpoint answers. */
export type NotificationType =
  | 'threshold.reached'
  | 'limit.refused'
  | 'renewal.suspended'
  | 'renewal.resumed'
  | 'webhook.test';

/** Where one notification goes: one recipient each, so that one that fails does not make the others come again. */
export type NotificationTarget =
  | {
      readonly channel: 'mail' | 'sms';
      /** Code of a message template. */
      readonly template: string;
      /** The customer's contact with the tag (the primary one, if not given), or a fixed address. */
      readonly to: { readonly contact?: string } | { readonly address: string };
    }
  /** Code of a webhook endpoint. */
  | { readonly channel: 'webhook'; readonly endpoint: string }
  | { readonly channel: 'log' };

/** What is told of a threshold, a limit or a prepaid renewal: how the resource stood then. */
export type LimitFacts = {
  readonly resource: string;
  /** Total valid amount of the resource in the balance group; for a refusal, what it would have become. */
  readonly total: DecimalText;
  /** Where percent thresholds start. */
  readonly floor: DecimalText;
  /** Null: thresholds only, no limit. */
  readonly limit: DecimalText | null;
  /** The threshold as configured, and the total at which it rings. None for a refusal. */
  readonly threshold?: {
    readonly type: 'value' | 'percent';
    readonly value: DecimalText;
    readonly amount: DecimalText;
  };
  /** The usage that did it, or that was refused. */
  readonly event?: { readonly id: string; readonly at: Instant };
};

/** One try. Times are the system's own, whatever a test clock says: the other end lives in the real world. */
export type DeliveryAttempt = {
  readonly at: Instant;
  readonly outcome: 'delivered' | 'failed';
  readonly durationMs: number;
  /** HTTP status of a webhook. */
  readonly status?: number;
  readonly error?: string;
};

/**
 * `pending`: waits for its first try; `failed`: waits for the next one; `given_up`: nothing more happens unless somebody replays it;
 * `skipped`: the rule's filter leaves this customer out.
 */
export const NOTIFICATION_STATES = ['pending', 'failed', 'delivered', 'given_up', 'skipped'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** One thing told to one recipient, with every try to tell it. */
export type Notification = Versioned & {
  readonly siteId: string;
  readonly notificationId: string;
  /** Null: about no customer, a test. */
  readonly customerId: string | null;
  readonly balanceGroupId: string | null;
  readonly subscriptionId?: string;
  readonly paymentType?: PaymentType;
  /** When it happened, in the site's time. */
  readonly at: Instant;
  readonly type: NotificationType;
  /** Code of the rule; null for tests. */
  readonly rule: string | null;
  readonly target: NotificationTarget;
  /** Null for tests. */
  readonly facts: LimitFacts | null;
  readonly state: NotificationState;
  /** Address, number or URL that the last try went to. */
  readonly sentTo?: string;
  /** Number of the request for delivery that counts: those before it are void. */
  readonly request: number;
  /** Tries since the notification was made or replayed. */
  readonly tries: number;
  /** System time; null when no further try is planned. */
  readonly nextAttemptAt: Instant | null;
  /** Oldest first; the newest hundred. */
  readonly attempts: readonly DeliveryAttempt[];
};
