import type { DecimalText } from '../money/decimal.ts';
import type { Named } from './named.ts';

export type DunningAction = {
  /** Days after the due date. */
  readonly afterDays: number;
  readonly repeatEveryDays?: number;
  readonly maxRepeats?: number;
} & (
  | { readonly type: 'fee'; readonly name: string; readonly bundle: string }
  | { readonly type: 'notification'; readonly template: string }
  | { readonly type: 'recollect' }
  | { readonly type: 'block'; readonly endpoint: string }
);

/** What happens to a bill that is overdue with more than `threshold`. */
export type DunningConfiguration = Named & {
  readonly resource: string;
  readonly threshold: DecimalText;
  /** In order of time. */
  readonly actions: readonly DunningAction[];
  /** Lifts a block when all is paid. */
  readonly exitEndpoint?: string;
};

/** A field that operators add to an object. The code and the entity never change. */
export type CustomAttribute = Named & {
  readonly entity: 'customer' | 'billing-profile' | 'product';
  readonly type: 'numeric' | 'string' | 'boolean' | 'datetime';
  readonly mandatory: boolean;
  readonly includedOnInvoice: boolean;
};

/** Words of a notification, with Liquid variables. */
export type MessageTemplate = Named & {
  readonly channel: 'mail' | 'sms';
  /** `en`, `sl`. */
  readonly language: string;
  /** Mails only. */
  readonly subject?: string;
  readonly body: string;
};

/** One way that a notification goes out. */
export type Publisher =
  /** To the customer's contact with the tag (the primary one, if not given), or to fixed addresses. */
  | {
      readonly action: 'mail' | 'sms';
      readonly template: string;
      readonly to: { readonly contact?: string } | { readonly addresses: readonly string[] };
    }
  /** A signed POST. The secret is the endpoint's, see webhook endpoints. */
  | { readonly action: 'webhook'; readonly endpoint: string }
  | { readonly action: 'log' };

/** Which happenings are told to whom. */
export type NotificationRule = Named & {
  readonly event: 'threshold.reached' | 'limit.refused' | 'renewal.suspended' | 'renewal.resumed';
  readonly enabled: boolean;
  readonly resources?: readonly string[];
  readonly filter?: string;
  readonly publishers: readonly Publisher[];
};
