import { catalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import { undoRevisions } from '../../../domain/catalog/undo-revisions.ts';
import {
  type Due,
  dueOfBill,
  dueOfBillingProfile,
  dueOfCustomer,
  dueOfRatingProfile,
  dueOfSubscription,
} from '../../../domain/jobs/due-work.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type {
  Change,
  Commit,
  CommitLedgers,
  DeadLetters,
  DocumentLinks,
  Documents,
  DueIndex,
  DueWork,
  JobMessage,
  LedgerChange,
  Ledgers,
  Mailer,
  PriceBooks,
  QueueName,
  Queues,
  RandomId,
  Records,
  RunCount,
  Sequences,
  Sites,
  SiteTime,
  SystemTime,
  Texter,
  UsageLedgers,
  UsageTallies,
} from '../../../functions/ports.ts';
import type { DeliveryRequest, RecordKind, RecordTypes, UsageTally } from '../../../functions/records.ts';
import { quoteTaxes } from '../../../functions/use-cases/taxes/quote-taxes.ts';
import type { ServiceLookup } from '../../../functions/use-cases/usage/rate-usage-ports.ts';
import { forUsage } from '../for-usage.ts';
import { keyOfRecord, recordKey } from './in-memory-keys.ts';
import { answer } from './in-memory-queries.ts';

const MOST_CHANGES = 90;
const DUE_PAGE = 50;

/**
 * Everything that a use case asks for, kept in memory: versions, conflicts and all-or-nothing as functions/ports.ts promises them.
 * Records are copied on the way in and out, so that nobody shares an object with the store.
 */
export class InMemoryStore {
  readonly #records = new Map<string, { readonly kind: RecordKind; readonly value: RecordTypes[RecordKind] }>();
  readonly #heads = new Map<string, Head>();
  readonly #profiles = new Map<string, RatingProfile>();
  readonly #sealed = new Map<string, Entry[]>();
  readonly #sequences = new Map<string, number>();
  readonly #counts = new Map<string, RunCount>();
  #random = 0;

  /** Runs before each commit is checked: change something in between, or throw, to play a race or a crash. */
  beforeCommit: (changes: readonly Change[]) => void | Promise<void> = () => {};
  /** Every commit that held, oldest first. */
  readonly commits: (readonly Change[])[] = [];
  /** What was sent, oldest first. */
  readonly jobs: JobMessage[] = [];
  readonly clockSteps: string[] = [];
  readonly usage: string[] = [];
  readonly mailRequests: Parameters<Queues['sendMail']>[0][] = [];
  readonly mails: Parameters<Mailer['send']>[0][] = [];
  readonly notificationRequests: (DeliveryRequest & { readonly siteId: string; readonly delaySeconds: number })[] = [];
  readonly texts: Parameters<Texter['send']>[0][] = [];
  readonly files = new Map<string, Uint8Array | string>();
  readonly tallies = new Map<string, UsageTally>();
  readonly givenUp = new Map<QueueName, number>();

  /** All records of a kind in a site, in no order. */
  all<K extends RecordKind>(kind: K, siteId: string): RecordTypes[K][] {
    return [...this.#records.values()]
      .filter((record) => record.kind === kind && record.value.siteId === siteId)
      .map(({ value }) => this.#read(kind, value));
  }

  get<K extends RecordKind>(kind: K, siteId: string, key: Parameters<typeof recordKey<K>>[2]): RecordTypes[K] | null {
    const found = this.#records.get(recordKey(kind, siteId, key));
    return found === undefined ? null : this.#read(kind, found.value);
  }

  /** A running run has the counts that were added; one that ended keeps those that it was put with. */
  #read<K extends RecordKind>(kind: K, value: RecordTypes[RecordKind]): RecordTypes[K] {
    const copy = structuredClone(value) as RecordTypes[K];
    const run = copy as unknown as RecordTypes['jobRun'];
    if (kind !== 'jobRun' || run.state !== 'running') return copy;
    const counted = this.#counts.get(runName(run));
    if (counted === undefined) return { ...copy, processed: 0, skipped: 0, failed: 0 };
    return { ...copy, ...counted, progressAt: Math.max(run.progressAt, counted.progressAt) };
  }

  /** Puts records as they are, whatever version is there. For what a test needs to exist. */
  seed(...changes: readonly Change[]): void {
    for (const change of changes) this.#write(change);
  }

  readonly records: Records = {
    get: async (kind, siteId, key) => {
      const found = this.get(kind, siteId, key);
      // As the real store: asked by more than the key, it finds only what agrees in all of it.
      return found !== null && Object.entries(key).every(([name, part]) => Reflect.get(found, name) === part)
        ? found
        : null;
    },
    find: async (query, siteId, args, page = {}) => {
      const found = answer(query, args, (kind) => this.all(kind, siteId));
      const start = page.cursor ? Number(page.cursor) : 0;
      const end = page.limit === undefined ? found.length : start + page.limit;
      return { items: found.slice(start, end), nextCursor: end < found.length ? `${end}` : null };
    },
  };

  readonly commit: Commit = async (changes) => {
    if (changes.length === 0) throw new Error('An empty commit changes nothing.');
    if (changes.length > MOST_CHANGES) throw new Error(`${changes.length} changes do not fit into one transaction.`);
    const names = changes.map((change) => this.#nameOf(change));
    if (new Set(names).size < names.length) throw new Error(`One item is changed twice: ${names.toSorted().join(' ')}`);
    await this.beforeCommit(changes);
    if (changes.some((change) => this.#storedVersion(change) !== readVersion(change))) return 'conflict';
    for (const change of changes) this.#write(change);
    this.commits.push(changes);
    return 'done';
  };

  readonly commitLedgers: CommitLedgers = ({ ledgers, also = [] }) =>
    this.commit([...ledgers.map((value): Change => ({ put: 'ledger', value })), ...also]);

  readonly ledgers: Ledgers & UsageLedgers = {
    load: async (siteId, balanceGroupId) => {
      const head = this.#heads.get(`${siteId} ${balanceGroupId}`);
      const profile = this.#profiles.get(`${siteId} ${balanceGroupId}`);
      return head === undefined || profile === undefined ? null : { head, profile: structuredClone(profile) };
    },
    loadForUsage: async (siteId, balanceGroupId, needs) =>
      forUsage(await this.ledgers.load(siteId, balanceGroupId), needs),
    sealedEntries: async (siteId, balanceGroupId, ...ranges) =>
      (this.#sealed.get(`${siteId} ${balanceGroupId}`) ?? []).filter(({ at }) =>
        ranges.some(({ from, to }) => from <= at && at <= to),
      ),
  };

  /** Moves a ledger's tail into sealed chunks, as the real store does when the tail is full. */
  sealTail(siteId: string, balanceGroupId: string): void {
    const name = `${siteId} ${balanceGroupId}`;
    const head = this.#heads.get(name);
    if (head === undefined) throw new Error(`no ledger ${name}`);
    this.#sealed.set(name, [...(this.#sealed.get(name) ?? []), ...head.tail]);
    const sealedThrough = Math.max(head.sealedThrough, ...head.tail.map(({ at }) => at));
    this.#heads.set(name, { ...head, version: head.version + 1, tail: [], sealedThrough });
  }

  readonly sequences: Sequences = {
    reserve: async (siteId, kind, count) => {
      const name = `${siteId} ${kind}`;
      const last = this.#sequences.get(name) ?? 1000;
      this.#sequences.set(name, last + count);
      return Array.from({ length: count }, (_, index) => `${last + 1 + index}`);
    },
  };

  readonly randomId: RandomId = () => {
    this.#random += 1;
    return `random-${`${this.#random}`.padStart(6, '0')}`;
  };

  readonly #priceBook: PriceBooks['fresh'] = async (siteId) =>
    compilePriceBook(
      {
        siteId,
        version: this.get('site', siteId, {})?.catalogVersion ?? 0,
        zone: this.get('site', siteId, {})?.zone ?? 'UTC',
      },
      this.all('catalog', siteId).map(catalogObject),
    );

  readonly #priceBookAsOf: PriceBooks['asOf'] = async (siteId, version) => {
    const { catalogVersion = 0, zone = 'UTC' } = this.get('site', siteId, {}) ?? {};
    if (version > catalogVersion) throw new Error(`The catalog of site ${siteId} has no version ${version} yet.`);
    const later = this.all('catalogRevision', siteId).filter((revision) => revision.catalogVersion > version);
    const objects = undoRevisions(this.all('catalog', siteId).map(catalogObject), later);
    return compilePriceBook({ siteId, version, zone }, objects);
  };

  /** What the taxation gateway says, by tax code; it says nothing of others. */
  readonly taxQuotes = new Map<string, string>();

  readonly priceBooks: PriceBooks = {
    current: this.#priceBook,
    fresh: this.#priceBook,
    asOf: this.#priceBookAsOf,
    forCustomer: quoteTaxes({ taxGateway: { percent: async ({ taxCode }) => this.taxQuotes.get(taxCode) ?? null } }),
  };

  readonly siteTime: SiteTime = {
    site: async (siteId) => this.get('site', siteId, {}),
    now: async (siteId) => {
      const clock = this.get('siteClock', siteId, {});
      if (clock === null) throw new Error('Seed a siteClock: no test reads the real time.');
      return clock.now;
    },
    refresh: async () => {},
  };

  readonly services: ServiceLookup = {
    holders: async (siteId, identifier) => this.get('serviceClaim', siteId, { identifier })?.holders ?? [],
    forget: () => {},
  };

  /** The system's own time, which no test clock moves. */
  systemNow: Instant = Date.parse('2026-11-22T12:00:00Z');
  readonly systemTime: SystemTime = () => this.systemNow;

  readonly sites: Sites = {
    all: async () => [...this.#records.values()].filter(({ kind }) => kind === 'site').map(({ value }) => value.siteId),
  };

  readonly dueIndex: DueIndex = {
    due: async (siteId, job, until, cursor = null) => {
      const found = this.#dueWork(siteId).filter((due) => due.job === job && due.dueAt <= until);
      const start = cursor === null ? 0 : Number(cursor);
      const items = found
        .slice(start, start + DUE_PAGE)
        .map(({ ref, customerId, dueAt }): DueWork => ({ ref, customerId, dueAt }));
      const end = start + items.length;
      return { items, nextCursor: end < found.length ? `${end}` : null };
    },
    next: async (siteId) => {
      const [first] = this.#dueWork(siteId);
      return first === undefined ? null : { job: first.job, dueAt: first.dueAt };
    },
  };

  readonly queues: Queues = {
    sendJobs: async (messages) => void this.jobs.push(...messages),
    sendClockStep: async (siteId) => void this.clockSteps.push(siteId),
    sendUsage: async (bodies) => void this.usage.push(...bodies),
    sendMail: async (message) => void this.mailRequests.push(message),
    sendNotifications: async (siteId, requests, delaySeconds = 0) =>
      void this.notificationRequests.push(...requests.map((request) => ({ siteId, ...request, delaySeconds }))),
  };

  readonly deadLetters: DeadLetters = {
    count: async (queue) => this.givenUp.get(queue) ?? 0,
    redrive: async (queue) => {
      const messages = await this.deadLetters.count(queue);
      this.givenUp.delete(queue);
      return messages;
    },
  };

  readonly documents: Documents = {
    put: async (key, body) => void this.files.set(key, body),
    putOnce: async (key, body) => {
      if (this.files.has(key)) return 'exists';
      this.files.set(key, body);
      return 'stored';
    },
    get: async (key) => {
      const file = this.files.get(key);
      if (file === undefined) return null;
      return typeof file === 'string' ? new TextEncoder().encode(file) : file;
    },
    link: async (key, filename) => `memory://${key}?filename=${encodeURIComponent(filename)}`,
  };

  readonly documentLinks: DocumentLinks = {
    resolve: async (token) => {
      for (const { kind, value } of this.#records.values()) {
        if (kind === 'invoice' && (value as RecordTypes['invoice']).linkToken === token) {
          return structuredClone(value as RecordTypes['invoice']);
        }
      }
      return null;
    },
  };

  readonly mailer: Mailer = {
    send: async (mail) => {
      this.mails.push(mail);
      return { messageId: `mail-${this.mails.length}` };
    },
  };

  readonly texter: Texter = {
    send: async (text) => {
      this.texts.push(text);
      return { messageId: `text-${this.texts.length}` };
    },
  };

  readonly usageTallies: UsageTallies = {
    add: async (siteId, tally) => {
      const so = await this.usageTallies.total(siteId);
      this.tallies.set(siteId, {
        received: so.received + tally.received,
        rated: so.rated + tally.rated,
        duplicate: so.duplicate + tally.duplicate,
        suspended: so.suspended + tally.suspended,
      });
    },
    total: async (siteId) => this.tallies.get(siteId) ?? { received: 0, rated: 0, duplicate: 0, suspended: 0 },
  };

  #nameOf(change: Change): string {
    if ('remove' in change) return keyOfRecord(change.remove, change.value);
    if ('add' in change) return `counts of run ${runName(change.value)}`;
    if (change.put === 'ledger') return `ledger ${change.value.after.siteId} ${change.value.after.balanceGroupId}`;
    if (change.put === 'ratingProfile') return `ratingProfile ${change.value.siteId} ${change.value.balanceGroupId}`;
    return keyOfRecord(change.put, change.value);
  }

  #storedVersion(change: Change): number {
    if ('put' in change && change.put === 'ledger') return this.#heads.get(ledgerName(change.value))?.version ?? 0;
    if ('put' in change && change.put === 'ratingProfile') {
      return this.#profiles.get(`${change.value.siteId} ${change.value.balanceGroupId}`)?.version ?? 0;
    }
    return this.#records.get(this.#nameOf(change))?.value.version ?? 0;
  }

  #count(added: RunCount): void {
    const so = this.#counts.get(runName(added));
    this.#counts.set(runName(added), {
      ...added,
      processed: added.processed + (so?.processed ?? 0),
      skipped: added.skipped + (so?.skipped ?? 0),
      failed: added.failed + (so?.failed ?? 0),
      progressAt: Math.max(added.progressAt, so?.progressAt ?? 0),
    });
  }

  #write(change: Change): void {
    if ('remove' in change) {
      this.#records.delete(this.#nameOf(change));
    } else if ('add' in change) {
      this.#count(change.value);
    } else if (change.put === 'ledger') {
      const { before, after } = change.value;
      this.#heads.set(ledgerName(change.value), { ...after, version: (before?.version ?? 0) + 1 });
    } else if (change.put === 'ratingProfile') {
      const { siteId, balanceGroupId, version } = change.value;
      this.#profiles.set(`${siteId} ${balanceGroupId}`, { ...structuredClone(change.value), version: version + 1 });
    } else {
      const value = { ...structuredClone(change.value), version: change.value.version + 1 };
      this.#records.set(this.#nameOf(change), { kind: change.put, value });
    }
  }

  #dueWork(siteId: string): (Due & { readonly customerId: string })[] {
    const found: (Due & { readonly customerId: string })[] = [];
    const add = (customerId: string, due: Due | null) => {
      if (due !== null) found.push({ ...due, customerId });
    };
    for (const profile of this.all('billingProfile', siteId)) add(profile.customerId, dueOfBillingProfile(profile));
    for (const bill of this.all('bill', siteId)) add(bill.customerId, dueOfBill(bill));
    for (const subscription of this.all('subscription', siteId)) {
      add(subscription.customerId, dueOfSubscription(subscription));
    }
    for (const customer of this.all('customer', siteId)) add(customer.customerId, dueOfCustomer(customer));
    for (const profile of this.#profiles.values()) {
      if (profile.siteId === siteId) add(profile.customerId, dueOfRatingProfile(profile));
    }
    return found.toSorted((a, b) => a.dueAt - b.dueAt);
  }
}

const ledgerName = ({ after }: LedgerChange): string => `${after.siteId} ${after.balanceGroupId}`;

const runName = ({ siteId, runId }: Pick<RunCount, 'siteId' | 'runId'>): string => `${siteId} ${runId}`;

function readVersion(change: Change): number {
  if ('add' in change) return 0;
  if ('put' in change && change.put === 'ledger') return change.value.before?.version ?? 0;
  return change.value.version;
}
