import type { Product, Resource, ServiceType, Tax } from '../../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../../domain/catalog/compile-price-book.ts';
import type { Price } from '../../domain/catalog/price.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import type { Site } from '../../domain/customer/customer.ts';
import { appendEntries } from '../../domain/ledger/append-entries.ts';
import { bucketKey } from '../../domain/ledger/bucket-key.ts';
import type { DraftEntry, Entry } from '../../domain/ledger/entry.ts';
import type { Head } from '../../domain/ledger/head.ts';
import { draftEntry, openLedger } from '../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { dec } from '../../domain/money/decimal.ts';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { FOREVER, type Instant, instantText, type Period } from '../../domain/time/instant.ts';
import { type Chunk, layOutLedger, monthsOf } from '../../functions/adapters/dynamo/ledger/ledger-chunks.ts';
import { decodeEntries, decodeState } from '../../functions/adapters/dynamo/ledger/ledger-codec.ts';
import type { Change, CommitLedgers, Ledgers, UsageLedgers } from '../../functions/ports.ts';
import type { UsageTally } from '../../functions/records.ts';
import { rateUsageBatch } from '../../functions/use-cases/usage/rate-usage-batch.ts';
import type { NewSuspense, RateUsagePorts } from '../../functions/use-cases/usage/rate-usage-ports.ts';
import { forUsage } from './for-usage.ts';

/** A small world in which usage is rated: one site, one catalog, ledgers that are really laid out in heads and chunks. */

export const at = (text: string): Instant => Date.parse(text);
export const MARCH: Period = { from: at('2026-03-01T00:00:00Z'), to: at('2026-04-01T00:00:00Z') };
export const APRIL: Period = { from: at('2026-04-01T00:00:00Z'), to: at('2026-05-01T00:00:00Z') };
export const NOON = at('2026-03-15T12:00:00Z');
const LONG_AGO = at('2020-01-01T00:00:00Z');

export const EUR: Resource = {
  code: 'EUR',
  name: 'Euro',
  kind: 'monetary',
  currency: 'EUR',
  ratingScale: 6,
  billingScale: 2,
  consumptionOrder: 'earliest-end',
};
export const MB: Resource = {
  code: 'MB',
  name: 'Megabytes',
  kind: 'unit',
  ratingScale: 6,
  billingScale: 0,
  consumptionOrder: 'earliest-end',
};
export const VAT: Tax = {
  code: 'VAT22',
  name: 'VAT 22 %',
  percent: '22',
  inclusive: false,
  validFrom: LONG_AGO,
  validTo: FOREVER,
};
export const DATA: ServiceType = {
  code: 'data',
  name: 'Data',
  mandatoryFields: [{ name: 'volume', type: 'decimal' }],
  optionalFields: [{ name: 'cell', type: 'text' }],
  quantity: { from: 'field', field: 'volume' },
  unit: 'MB',
  unitSize: '1',
  increment: null,
  quarantineDays: 0,
};
export const VOICE: ServiceType = {
  ...DATA,
  code: 'voice',
  name: 'Voice',
  mandatoryFields: [{ name: 'end', type: 'instant' }],
  optionalFields: [],
  quantity: { from: 'duration', endField: 'end' },
  unit: 'min',
  unitSize: '60',
  increment: '1',
};

export const usageProduct = (
  serviceType: string,
  price: Price,
  extra: Partial<Product> & { tax?: string } = {},
): Product => {
  const { tax, ...rest } = extra;
  return {
    code: `${serviceType}-usage`,
    name: `${serviceType} usage`,
    type: 'usage',
    resource: 'EUR',
    billItem: 'usage',
    serviceType,
    prorationOnPurchase: 'none',
    prorationOnCancel: 'none',
    versions: [{ validFrom: LONG_AGO, price, ...(tax === undefined ? {} : { tax }) }],
    ...rest,
  };
};

export const bookOf = (
  products: readonly Product[],
  resources: readonly Resource[] = [EUR, MB],
  catalog: readonly CatalogObject[] = [],
): PriceBook =>
  compilePriceBook({ siteId: 'demo', version: 1, zone: 'Europe/Ljubljana' }, [
    ...resources.map((object) => ({ kind: 'resource', object }) as const),
    { kind: 'tax', object: VAT },
    { kind: 'serviceType', object: DATA },
    { kind: 'serviceType', object: VOICE },
    ...products.map((object) => ({ kind: 'product', object }) as const),
    ...catalog,
  ]);

/** A contract with one service per product, identified `{serviceType}-{group}`. */
export const profileOf = (products: readonly Product[], balanceGroupId = '1'): RatingProfile => ({
  version: 1,
  siteId: 'demo',
  customerId: '1',
  billingProfileId: '1',
  balanceGroupId,
  name: 'Main',
  status: 'active',
  resource: 'EUR',
  paymentType: 'postpaid',
  cycleRule: {
    interval: { unit: 'month', count: 1 },
    day: 1,
    zone: 'UTC',
    anchor: { year: 2026, month: 3, day: 1 },
  },
  services: products.map(({ serviceType = '' }) => ({
    serviceId: `s-${serviceType}`,
    subscriptionId: '1',
    serviceType,
    identifier: `${serviceType}-${balanceGroupId}`,
    status: 'active',
    validFrom: LONG_AGO,
    validTo: FOREVER,
  })),
  purchases: products.map(({ code, serviceType = '' }) => ({
    purchaseId: `p-${code}`,
    subscriptionId: '1',
    bundle: 'b',
    product: code,
    quantity: '1',
    serviceId: `s-${serviceType}`,
    validFrom: LONG_AGO,
    validTo: FOREVER,
    status: 'active',
    chargedThrough: LONG_AGO,
  })),
});

export const newHead = (balanceGroupId = '1', cycles = { active: MARCH, next: APRIL }): Head =>
  openLedger({
    siteId: 'demo',
    balanceGroupId,
    resource: 'EUR',
    cycles,
    at: cycles.active.from,
    now: cycles.active.from,
  });

/** A grant of an allowance, as a draft. */
export const grant = (resource: string, amount: string, validity: Period, origin = 'grant:1'): DraftEntry =>
  draftEntry({
    kind: 'purchase',
    id: origin,
    at: validity.from,
    recordedAt: validity.from,
    impacts: [{ resource, bucket: bucketKey({ resource, ...validity, origin }), amount: dec(amount), charge: null }],
  });

/** One usage message as a producer writes it. */
export const usageMessage = (event: {
  readonly id: string;
  readonly serviceType?: string;
  readonly identifier?: string;
  readonly at?: Instant;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly site?: string;
}) => ({
  specversion: '1.0',
  type: 'billow.usage.v1',
  source: 'test',
  id: event.id,
  time: instantText(event.at ?? NOON),
  site: event.site ?? 'demo',
  servicetype: event.serviceType ?? 'data',
  subject: event.identifier ?? 'data-1',
  data: event.fields ?? { volume: '1' },
});

type StoredLedger = { state: Uint8Array; tail: Uint8Array; version: number; chunks: Chunk[]; profile: RatingProfile };

/** Ledgers in memory that keep what DynamoDB would keep: encoded heads and sealed chunks, conditional on the version. */
export class UsageWorld {
  readonly #ledgers = new Map<string, StoredLedger>();
  readonly suspended = new Map<string, NewSuspense>();
  readonly tally: { -readonly [K in keyof UsageTally]: number } = { received: 0, rated: 0, duplicate: 0, suspended: 0 };
  now: Instant = at('2026-03-31T12:00:00Z');
  chunksRead = 0;
  readonly book: PriceBook;

  constructor(
    products: readonly Product[],
    options: {
      readonly groups?: number;
      readonly grants?: readonly DraftEntry[];
      readonly resources?: readonly Resource[];
      /** Beside resources, the tax, service types and products. */
      readonly catalog?: readonly CatalogObject[];
      /** What is special about a group's contract. */
      readonly contract?: (group: string) => Partial<RatingProfile>;
      /** Grants of one group, after those of all. */
      readonly grantsOf?: (group: string) => readonly DraftEntry[];
    } = {},
  ) {
    this.book = bookOf(products, options.resources, options.catalog);
    for (let group = 1; group <= (options.groups ?? 1); group++) {
      const grants = [...(options.grants ?? []), ...(options.grantsOf?.(`${group}`) ?? [])];
      const head = appendEntries(newHead(`${group}`), grants);
      const { state, tail, chunks } = layOutLedger(head);
      this.#ledgers.set(`${group}`, {
        state,
        tail,
        version: 1,
        chunks: [...chunks],
        profile: { ...profileOf(products, `${group}`), ...options.contract?.(`${group}`) },
      });
    }
  }

  #stored(group: string): StoredLedger {
    const stored = this.#ledgers.get(group);
    if (stored === undefined) throw new Error(`no ledger ${group}`);
    return stored;
  }

  head(group = '1'): Head {
    const { state, tail, version } = this.#stored(group);
    return {
      siteId: 'demo',
      balanceGroupId: group,
      version,
      contractVersion: 1,
      ...decodeState(state),
      tail: decodeEntries(tail),
    };
  }

  entries(group = '1'): readonly Entry[] {
    return [...this.#stored(group).chunks.flatMap(({ packed }) => decodeEntries(packed)), ...this.head(group).tail];
  }

  /** What happens to a ledger beside usage: a grant, a fee. */
  append(drafts: readonly DraftEntry[], group = '1'): void {
    const stored = this.#stored(group);
    const { state, tail, chunks } = layOutLedger(appendEntries(this.head(group), drafts));
    this.#ledgers.set(group, {
      ...stored,
      state,
      tail,
      version: stored.version + 1,
      chunks: [...stored.chunks, ...chunks],
    });
  }

  chunks(group = '1'): readonly Chunk[] {
    return this.#stored(group).chunks;
  }

  /** Null when every head is the fold of its entries; else the first difference. */
  verify(): string | null {
    for (const group of this.#ledgers.keys()) {
      const difference = verifyHead(this.head(group), this.entries(group));
      if (difference !== null) return `group ${group}: ${difference}`;
    }
    return null;
  }

  readonly ledgers: Ledgers & UsageLedgers = {
    load: async (_site, group) =>
      this.#ledgers.has(group) ? { head: this.head(group), profile: this.#stored(group).profile } : null,
    loadForUsage: async (site, group, needs) => forUsage(await this.ledgers.load(site, group), needs),
    sealedEntries: async (_site, group, ...ranges) => {
      const read = this.#stored(group).chunks.filter(({ month, firstAt, lastAt }) =>
        ranges.some(({ from, to }) => monthsOf(from, to).includes(month) && firstAt <= to && lastAt >= from),
      );
      this.chunksRead += read.length;
      return read.flatMap(({ packed }) => decodeEntries(packed));
    },
  };

  readonly commitLedgers: CommitLedgers = async ({ ledgers, also = [] }) => {
    const isStale = ledgers.some(({ before, after }) => this.#stored(after.balanceGroupId).version !== before?.version);
    if (isStale) return 'conflict';
    for (const { after } of ledgers) {
      const stored = this.#stored(after.balanceGroupId);
      const { state, tail, chunks } = layOutLedger(after);
      this.#ledgers.set(after.balanceGroupId, {
        ...stored,
        state,
        tail,
        version: stored.version + 1,
        chunks: [...stored.chunks, ...chunks],
      });
    }
    this.committed.push(...also);
    return 'done';
  };
  /** What commits of ledgers brought with them. */
  readonly committed: Change[] = [];

  ports(): RateUsagePorts {
    return {
      ledgers: this.ledgers,
      commitLedgers: this.commitLedgers,
      priceBooks: {
        current: async () => this.book,
        fresh: async () => this.book,
        forCustomer: async (book) => book,
      },
      siteTime: {
        site: async (siteId) => (siteId === 'demo' ? SITE : null),
        now: async () => this.now,
        refresh: async () => {},
      },
      services: {
        holders: async (_site, identifier) => {
          const [serviceType = '', balanceGroupId = ''] = identifier.split('-');
          return this.#ledgers.has(balanceGroupId)
            ? [{ serviceType, serviceId: `s-${serviceType}`, balanceGroupId, from: LONG_AGO, to: FOREVER }]
            : [];
        },
        forget: () => {},
      },
      suspense: {
        suspend: async (record) => {
          this.suspended.set(record.suspenseId, record);
        },
      },
      tallies: {
        add: async (_site, counts) => {
          for (const name of ['received', 'rated', 'duplicate', 'suspended'] as const) this.tally[name] += counts[name];
        },
        total: async () => this.tally,
      },
      homeSite: 'demo',
    };
  }

  /** Rates messages; each argument is one queue message. */
  rate(messages: readonly unknown[], ports: RateUsagePorts = this.ports()) {
    return rateUsageBatch(ports)(
      messages.map((message, index) => ({
        messageId: `m${index}`,
        body: typeof message === 'string' ? message : JSON.stringify(message),
      })),
    );
  }
}

const SITE: Site = {
  version: 1,
  siteId: 'demo',
  name: 'Demo',
  environment: 'sandbox',
  zone: 'UTC',
  currency: 'EUR',
  locale: 'en-US',
  seller: { name: 'Seller', address: [], email: 'seller@example.com' },
  invoicePrefix: '',
  dueDays: 14,
  closureDays: 30,
  maxEventAgeDays: 400,
  catalogVersion: 1,
};
