import type { Product } from '../../../domain/catalog/catalog.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import { namedInUsage } from '../../../events/named-in-usage.ts';
import type { JobMessage } from '../../../functions/ports.ts';
import type { RecordTypes } from '../../../functions/records.ts';
import { reportTask } from '../../../functions/use-cases/jobs/report-task.ts';
import { workOffJobs } from '../../../functions/use-cases/jobs/work-off-jobs.ts';
import { type TaskPorts, workTask } from '../../../functions/use-cases/jobs/work-task.ts';
import { retryConflicts } from '../../../functions/use-cases/retry-conflicts.ts';
import { verifySite } from '../../../functions/use-cases/site/verify-site.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import type { SuspenseWriter } from '../../../functions/use-cases/usage/rate-usage-ports.ts';
import { apiOver } from '../../functions/http/api.ts';
import { allowed } from '../../unit/subscription/contract.ts';
import type { InMemoryStore } from '../memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from './shop.ts';

const siteId = SITE.siteId;

export type Used = {
  readonly id: string;
  readonly at: string;
  readonly quantity: string;
  readonly subject?: string;
  readonly serviceType?: string;
};

/** A usage message as a producer writes it. */
export const used = ({ id, at: time, quantity, subject = '041-111-222', serviceType = 'DATA' }: Used) => ({
  ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'test', site: siteId, servicetype: serviceType },
  ...{ id, time: instantText(at(time)), subject, data: { quantity } },
});

/** The phone shop with its API, its usage queue and its job queue: what an operator and a producer can do to it. */
export class UsageShop {
  readonly store: InMemoryStore;
  readonly ask: ReturnType<typeof apiOver>;
  readonly faults: unknown[] = [];

  constructor(now: string) {
    this.store = shopAt(at(now));
    for (const [code, type] of [
      ['FEES', 'subscription'],
      ['USAGE', 'usage'],
    ] as const) {
      const object = { code, name: code, type };
      this.store.seed({ put: 'catalog', value: { siteId, kind: 'billItem', code, object, version: 0 } });
    }
    this.ask = apiOver(this.store);
  }

  get ports(): TaskPorts {
    return { ...this.store, systemTime: () => at('2026-11-22') };
  }

  /** Ana, or somebody else who buys the phone plan. */
  async onboard(
    subscription: Parameters<typeof anaBuys>[0] = {},
    customer: Parameters<typeof anaBuys>[1] = {},
  ): Promise<void> {
    const now = await this.store.siteTime.now(siteId);
    allowed(await onboardCustomer(this.store)(callAt(now), anaBuys(subscription, customer)));
  }

  moveTo(time: string): Instant {
    const now = at(time);
    this.store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
    return now;
  }

  readonly #suspense: SuspenseWriter = {
    suspend: async (fresh) => {
      await retryConflicts('suspense', async () => {
        const stored = this.store.get('suspense', siteId, { suspenseId: fresh.suspenseId });
        if (stored?.status === 'open' && stored.reason === fresh.reason) return 'done';
        const value = {
          ...fresh,
          ...namedInUsage(fresh.payload),
          status: 'open',
          version: stored?.version ?? 0,
        } as const;
        return (await this.store.commit([{ put: 'suspense', value }])) === 'done' ? 'done' : null;
      });
    },
  };

  /** What the rating worker does with messages. */
  rate(messages: readonly unknown[]) {
    const services = {
      holders: async (site: string, identifier: string) =>
        this.store.get('serviceClaim', site, { identifier })?.holders ?? [],
      forget: () => {},
    };
    const rate = rateUsageBatch({
      ...this.store,
      services,
      suspense: this.#suspense,
      tallies: this.store.usageTallies,
      homeSite: siteId,
    });
    return rate(
      messages.map((message, index) => ({
        messageId: `m${index}`,
        body: typeof message === 'string' ? message : JSON.stringify(message),
      })),
    );
  }

  /** Delivers ordered work until there is none, each message `copies` times. Usage that it sends is kept in `store.usage`. */
  async workOff({ copies = 1, ports = this.ports }: { copies?: number; ports?: TaskPorts } = {}): Promise<void> {
    const worker = { work: workTask(ports), report: reportTask(ports) };
    for (let batch = this.store.jobs.splice(0); batch.length > 0; batch = this.store.jobs.splice(0)) {
      const onFault = (_: JobMessage, error: unknown) => void this.faults.push(error);
      for (let copy = 1; copy <= copies; copy++) {
        const deliveries = batch.map((message, index) => ({ messageId: `${index}`, attempt: copy, message }));
        const failed = new Set(await workOffJobs({ ...worker, onFault })(deliveries));
        this.store.jobs.push(
          ...deliveries.filter(({ messageId }) => failed.has(messageId)).map(({ message }) => message),
        );
      }
    }
  }

  /** What the usage queue holds is rated. */
  async rateSent() {
    return this.rate(this.store.usage.splice(0));
  }

  async head(balanceGroupId = '1001') {
    const account = await this.store.ledgers.load(siteId, balanceGroupId);
    if (account === null) throw new Error(`no ledger ${balanceGroupId}`);
    return account.head;
  }

  /** Unbilled charges by product: net and tax. */
  async charges(balanceGroupId?: string): Promise<readonly string[]> {
    const { unbilled } = await this.head(balanceGroupId);
    return [...unbilled.values()]
      .map(({ product, net, tax, quantity }) =>
        [product, decimalText(net), decimalText(tax), decimalText(quantity)].join(' '),
      )
      .toSorted();
  }

  /** Puts a price right that was wrong from the beginning. */
  async correctPrice(code: string, change: (product: Product) => Product): Promise<void> {
    const { body, etag } = await this.ask('getProduct', { path: { code } });
    const query = { correction: 'true' };
    const changed = change(body as Product);
    const told = await this.ask('updateProduct', {
      path: { code },
      query,
      body: changed,
      headers: { 'if-match': etag },
    });
    if (told.status !== 200) throw new Error(JSON.stringify(told.body));
  }

  suspended(): readonly RecordTypes['suspense'][] {
    return this.store.all('suspense', siteId);
  }

  /** Null: every head, bill and invoice is what the entries add up to. */
  async differences() {
    return (await verifySite(this.store)(siteId)).differences;
  }
}
