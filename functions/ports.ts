import type { Invoice } from '../domain/billing/bill.ts';
import type { PriceBook } from '../domain/catalog/price-book.ts';
import type { Site } from '../domain/customer/customer.ts';
import type { Job, JobRun, RunKind } from '../domain/jobs/job.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { Head } from '../domain/ledger/head.ts';
import type { DecimalText } from '../domain/money/decimal.ts';
import type { RatingProfile } from '../domain/subscription/subscription.ts';
import type { Instant } from '../domain/time/instant.ts';
import type {
  DeliveryRequest,
  Queries,
  QueryName,
  RecordKeys,
  RecordKind,
  RecordTypes,
  UsageTally,
} from './records.ts';

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** By how much the counts of a running run grow, and when (system time). */
export type RunCount = Pick<JobRun, 'siteId' | 'runId' | 'processed' | 'skipped' | 'failed' | 'progressAt'>;

/**
 * `value.version` is the version that was read (0: must not exist yet); the store writes the next one. `add` has no version: however
 * many add at once, all of it is counted, until the run ends with the counts that it is then put with. Once a commit and run.
 */
export type Change =
  | { readonly [K in RecordKind]: { readonly put: K; readonly value: RecordTypes[K] } }[RecordKind]
  | { readonly [K in RecordKind]: { readonly remove: K; readonly value: RecordTypes[K] } }[RecordKind]
  | { readonly add: 'jobRun'; readonly value: RunCount }
  | { readonly put: 'ledger'; readonly value: LedgerChange }
  /** `before`: the contract as it was read, whole (null: a new one). Of a large one only what differs is written. */
  | { readonly put: 'ratingProfile'; readonly value: RatingProfile; readonly before: RatingProfile | null };

/** `conflict`: somebody else was faster and nothing was written. Load and decide again. */
export type CommitOutcome = 'done' | 'conflict';

export type Records = {
  readonly get: <K extends RecordKind>(kind: K, siteId: string, key: RecordKeys[K]) => Promise<RecordTypes[K] | null>;
  readonly find: <Q extends QueryName>(
    query: Q,
    siteId: string,
    args: Queries[Q]['args'],
    page?: { readonly limit?: number; readonly cursor?: string | null },
  ) => Promise<Page<RecordTypes[Queries[Q]['gives']]>>;
};

/** Writes all changes or none, in one transaction. At most about 90 changes. */
export type Commit = (changes: readonly Change[]) => Promise<CommitOutcome>;

/** The site whose unguessable document link this is, and the invoice behind it. Null: no such link. */
export type DocumentLinks = { readonly resolve: (token: string) => Promise<Invoice | null> };

export type Sites = { readonly all: () => Promise<readonly string[]> };

// ---- Ledger -------------------------------------------------------------------------------------------------------

/** `before` is the head that was read (null: a new ledger); `after` is the fold of it and the new entries. */
export type LedgerChange = { readonly before: Head | null; readonly after: Head };

/** A balance group as the engines see it: its ledger's head and its contract, read together and consistently. */
export type Account = { readonly head: Head; readonly profile: RatingProfile };

/** What a large contract is read for: the rest of it stays where it is. */
export type UsageNeeds = {
  readonly serviceIds: readonly string[];
  /** Also what the groups share that the balance group owns. */
  readonly asOwner: boolean;
  /** First and last moment that what is rated may look at. */
  readonly earliest: Instant;
  readonly latest: Instant;
  /** True of products that may grant something: purchases of them are needed when a grant is due that no job has made yet. */
  readonly isGrant: (product: string) => boolean;
};

export type Ledgers = {
  readonly load: (siteId: string, balanceGroupId: string) => Promise<Account | null>;
  /** Entries in sealed chunks whose time meets one of the ranges, ends included, each entry once; the tail is in the head. */
  readonly sealedEntries: (
    siteId: string,
    balanceGroupId: string,
    ...ranges: readonly { readonly from: Instant; readonly to: Instant }[]
  ) => Promise<readonly Entry[]>;
};

/** What rating and charging read. */
export type UsageLedgers = Pick<Ledgers, 'sealedEntries'> & {
  /**
   * As `load`, but of a large contract no more than usage needs, however much was ever bought: such a contract must not be put. Small ones
   * come whole. Services that are not the balance group's are left out.
   */
  readonly loadForUsage: (siteId: string, balanceGroupId: string, needs: UsageNeeds) => Promise<Account | null>;
};

/**
 * Writes ledgers and what they give rise to, all or nothing: the way in of rating and charging, cheaper than a transaction when it is one
 * ledger whose tail is not full.
 */
export type CommitLedgers = (commit: {
  readonly ledgers: readonly LedgerChange[];
  readonly also?: readonly Change[];
}) => Promise<CommitOutcome>;

// ---- The rest -----------------------------------------------------------------------------------------------------

export type PriceBooks = {
  /** May be some seconds old. */
  readonly current: (siteId: string) => Promise<PriceBook>;
  /** As the catalog stands now: asked before anything is refused for want of a price. */
  readonly fresh: (siteId: string) => Promise<PriceBook>;
  /**
   * As the catalog stood at one of its versions: what an entry was rated by. What changed before the catalog's history began counts as
   * never changed. Throws for a version that is still to come.
   */
  readonly asOf: (siteId: string, version: number) => Promise<PriceBook>;
  /** A book as it is for one customer: with what the taxation gateway says, if the catalog has taxes that it is asked for. */
  readonly forCustomer: (
    book: PriceBook,
    customer: Pick<RatingProfile, 'taxStatus'>,
    now: Instant,
  ) => Promise<PriceBook>;
};

/** A site's settings and time. `now` is the system's time, or the test clock of a sandbox. */
export type SiteTime = {
  readonly site: (siteId: string) => Promise<Site | null>;
  readonly now: (siteId: string) => Promise<Instant>;
  /** Forgets what is cached: asked before an event is taken for one of the future. */
  readonly refresh: (siteId: string) => Promise<void>;
};

/** The system's own time, for leases and time-outs only: everything that customers see follows the site's time. */
export type SystemTime = () => Instant;

/** Server-assigned numbers, one sequence per site and kind. Gaps are possible. */
export type SequenceKind =
  | 'customer'
  | 'billingProfile'
  | 'balanceGroup'
  | 'subscription'
  | 'purchase'
  | 'service'
  | 'sharingGroup'
  | 'bill'
  | 'invoice'
  | 'payment'
  | 'run';
export type Sequences = {
  readonly reserve: (siteId: string, kind: SequenceKind, count: number) => Promise<readonly string[]>;
};

/** Random ids and tokens, passed in so that tests can choose them. */
export type RandomId = () => string;

/**
 * A thing that a job has to do, found on the due index. `ref` names it: billing → billing profile, invoicing and
 * payment-collection → bill, plan-transition → subscription, purchase-verification → balance group, account-closure → customer.
 */
export type DueWork = { readonly ref: string; readonly customerId: string; readonly dueAt: Instant };
export type DueIndex = {
  /** In order of time. */
  readonly due: (siteId: string, job: Job, until: Instant, cursor?: string | null) => Promise<Page<DueWork>>;
  /** When the earliest thing of any job becomes due; null when nothing ever will. */
  readonly next: (siteId: string) => Promise<{ readonly job: Job; readonly dueAt: Instant } | null>;
};

export type JobMessage = {
  readonly siteId: string;
  readonly job: RunKind;
  readonly runId: string;
  readonly ref: string;
  readonly customerId: string;
};
export type Queues = {
  readonly sendJobs: (messages: readonly JobMessage[]) => Promise<void>;
  readonly sendClockStep: (siteId: string) => Promise<void>;
  readonly sendUsage: (bodies: readonly string[]) => Promise<void>;
  readonly sendMail: (message: {
    readonly siteId: string;
    readonly customerId: string;
    readonly communicationId: string;
  }) => Promise<void>;
  /** Each is handed out after that many seconds; 900 at most. */
  readonly sendNotifications: (
    siteId: string,
    requests: readonly DeliveryRequest[],
    delaySeconds?: number,
  ) => Promise<void>;
};

export type QueueName =
  | 'usage'
  | 'billing'
  | 'invoicing'
  | 'lifecycle'
  | 'collection'
  | 'mail'
  | 'notifications'
  | 'clock';

/** Messages that were given up after the last attempt. They wait beside their queue for a person, whatever site they are of. */
export type DeadLetters = {
  /** About how many there are. */
  readonly count: (queue: QueueName) => Promise<number>;
  /** Sends all of them back to their queue, in the background; about how many. None while an earlier request is still at it. */
  readonly redrive: (queue: QueueName) => Promise<number>;
};

export type Documents = {
  readonly put: (key: string, body: Uint8Array | string, contentType: string) => Promise<void>;
  /** Writes only where nothing is yet (a conditional write): the first content stays for ever. */
  readonly putOnce: (key: string, body: Uint8Array | string, contentType: string) => Promise<'stored' | 'exists'>;
  readonly get: (key: string) => Promise<Uint8Array | null>;
  /** A link that anyone who has it can open until it expires. */
  readonly link: (key: string, filename: string, expiresInSeconds: number) => Promise<string>;
};

export type Mailer = {
  readonly send: (mail: {
    readonly to: string;
    readonly subject: string;
    readonly html: string;
    readonly text: string;
  }) => Promise<{ readonly messageId: string }>;
};

/** Writes a line of the log: what happened, and ids. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  ids?: Readonly<Record<string, string | number | boolean>>,
) => void;

export type Texter = {
  /** `to`: E.164, `+38641111222`. */
  readonly send: (message: { readonly to: string; readonly text: string }) => Promise<{ readonly messageId: string }>;
};

export type Webhooks = {
  /**
   * Posts to an address of the internet, and only there. Gives the status that came back, whichever it is: a redirect is not followed.
   * Throws when none came in time, or when the address may not be asked.
   */
  readonly post: (request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }) => Promise<{ readonly status: number }>;
};

/** What is asked of a taxation gateway: what one tax is, for one customer, on one day. */
export type TaxQuestion = {
  readonly siteId: string;
  readonly taxCode: string;
  readonly jurisdiction?: string;
  /** Of the customer: ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly taxId?: string;
  /** `2026-03-29`, UTC. */
  readonly day: string;
};

/** A taxation gateway. Null: it is not there, or has no answer now. */
export type TaxGateway = { readonly percent: (question: TaxQuestion) => Promise<DecimalText | null> };

export type UsageTallies = {
  readonly add: (siteId: string, tally: UsageTally) => Promise<void>;
  readonly total: (siteId: string) => Promise<UsageTally>;
};
