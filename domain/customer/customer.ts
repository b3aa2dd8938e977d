import type { Instant } from '../time/instant.ts';
import type { SiteSettings } from './site-settings.ts';

/** Every stored record carries the version it was read at; 0 means it does not exist yet. */
export type Versioned = { readonly version: number };

/** The tenant. Its zone decides where a day ends. */
export type Site = Versioned &
  SiteSettings & {
    readonly siteId: string;
    readonly name: string;
    readonly environment: 'sandbox' | 'production';
    readonly zone: string;
    readonly currency: string;
    readonly locale: string;
    readonly seller: {
      readonly name: string;
      readonly address: readonly string[];
      readonly vatNumber?: string;
      readonly email: string;
      readonly phone?: string;
      readonly iban?: string;
    };
    /** `{prefix}{YYYY}-{seq:6}`: the prefix. */
    readonly invoicePrefix: string;
    readonly dueDays: number;
    readonly closureDays: number;
    /** Usage older than this goes to suspense. */
    readonly maxEventAgeDays: number;
    /** Raised by every change of the catalog. */
    readonly catalogVersion: number;
  };

/** The sandbox's own time. `target` is set while it moves. */
export type SiteClock = Versioned & {
  readonly siteId: string;
  readonly now: Instant;
  readonly target: Instant | null;
  /** Run that must end before the clock moves on. */
  readonly waitingFor: string | null;
};

export type CustomerStatus = 'active' | 'inactive' | 'closed';

export type Customer = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly code: string;
  readonly status: CustomerStatus;
  readonly type: string;
  /** Name and e-mail of the primary contact, kept here for lists. */
  readonly name: string;
  readonly email: string;
  readonly paymentMethod: PaymentInfo['method'];
  readonly attributes: Readonly<Record<string, string>>;
  readonly activeSubscriptions: number;
  readonly activeServices: number;
  readonly createdAt: Instant;
  readonly inactiveSince: Instant | null;
  /** Inactive customers: when the closure job may close the account. */
  readonly closureDueAt: Instant | null;
  readonly closedAt: Instant | null;
};

export type Address = {
  readonly address: string;
  readonly city: string;
  readonly zip: string;
  readonly country: string;
  readonly state?: string;
};

export type Contact = Versioned &
  Address & {
    readonly siteId: string;
    readonly customerId: string;
    readonly tag: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
    readonly organization?: string;
    readonly createdAt: Instant;
  };

export type PaymentInfo = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly method: 'invoice' | 'credit_card' | 'direct_debit';
  readonly billingAddress: Address;
  readonly taxId?: string;
  /** Credit card: the gateway's reference only. */
  readonly card?: { readonly token: string; readonly brand: string; readonly last4: string; readonly expiry: string };
  readonly mandate?: {
    readonly id: string;
    readonly signedOn: string;
    readonly bic: string;
    readonly iban: string;
  };
};

/** Append-only audit trail: who changed what. */
export type Activity = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly activityId: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly summary: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

/** A mail or text message that the system sent or will send to the customer. */
export type Communication = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly communicationId: string;
  readonly at: Instant;
  readonly channel: 'email' | 'sms';
  readonly template: string;
  readonly to: string;
  /** Of a text message: the message itself, cut short. */
  readonly subject: string;
  readonly status: 'queued' | 'sent' | 'failed';
  readonly messageId?: string;
  readonly error?: string;
  /** Id of the bill that it is about. */
  readonly related?: string;
  /** Where it leads; whoever has the link may open it. */
  readonly link?: string;
};
