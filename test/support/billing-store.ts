import type { Customer, PaymentInfo, Site } from '../../domain/customer/customer.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { decimalText, sum } from '../../domain/money/decimal.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change } from '../../functions/ports.ts';
import type { RenderInvoice } from '../../functions/use-cases/invoicing/issue-invoice.ts';
import { renderInvoiceHtml } from '../../templates/invoice/render-html.ts';
import { renderInvoiceJson } from '../../templates/invoice/render-json.ts';
import { renderMail } from '../../templates/mail/render-mail.ts';
import { at, billingWorld, CATALOG, type World, ZONE } from './billing-world.ts';
import { InMemoryStore } from './memory/in-memory-store.ts';

/** A store in which one site and its customers wait to be billed, and everything that the billing use cases are given. */

export const SITE: Site = {
  siteId: 'demo',
  version: 0,
  name: 'Demo',
  environment: 'sandbox',
  zone: ZONE,
  currency: 'EUR',
  locale: 'en-GB',
  seller: { name: 'Volt d.o.o.', address: ['Cesta 1', '1000 Ljubljana'], email: 'billing@volt.example' },
  invoicePrefix: 'INV-',
  dueDays: 14,
  closureDays: 30,
  maxEventAgeDays: 90,
  catalogVersion: 1,
};

const customerOf = (customerId: string, paymentMethod: PaymentInfo['method']): Customer => ({
  siteId: 'demo',
  customerId,
  version: 0,
  code: `c-${customerId}`,
  status: 'active',
  type: 'residential',
  name: `Ana ${customerId}`,
  email: `ana-${customerId}@example.com`,
  paymentMethod,
  attributes: {},
  activeSubscriptions: 1,
  activeServices: 1,
  createdAt: at('2026-03-01'),
  inactiveSince: null,
  closureDueAt: null,
  closedAt: null,
});

const address = { address: 'Trg 2', city: 'Ljubljana', zip: '1000', country: 'SI' };

/** The pages are real; the file is not, because drawing one takes longer than everything else. */
export const RENDER: RenderInvoice = {
  json: renderInvoiceJson,
  html: renderInvoiceHtml,
  pdf: async ({ number, totals }) => new TextEncoder().encode(`%PDF ${number} ${totals.total}`),
};

/** Moves one customer's ids out of the way of another's. */
function renumber(world: World, customerId: string, index: number): World {
  const ids = { customerId, billingProfileId: customerId };
  const group = (balanceGroupId: string) => `${Number(balanceGroupId) + 100 * index}`;
  const bill = (billId: string) => `${Number(billId) + 10 * index}`;
  const { profile } = world;
  return {
    ...world,
    profile: {
      ...profile,
      ...ids,
      balanceGroups: profile.balanceGroups.map(group),
      activeBill: { ...profile.activeBill, billId: bill(profile.activeBill.billId) },
      nextBill: { ...profile.nextBill, billId: bill(profile.nextBill.billId) },
    },
    active: { ...world.active, ...ids, billId: bill(world.active.billId) },
    next: { ...world.next, ...ids, billId: bill(world.next.billId) },
    accounts: world.accounts.map(({ head, profile: contract }) => ({
      head: { ...head, balanceGroupId: group(head.balanceGroupId) },
      profile: { ...contract, ...ids, balanceGroupId: group(contract.balanceGroupId) },
    })),
  };
}

export class BillingStore extends InMemoryStore {
  override systemNow = at('2026-11-22');

  /** Every world becomes one customer: 1001, 1002, … */
  constructor(
    worlds: readonly World[] = [billingWorld()],
    options: { readonly now?: Instant; readonly paymentMethod?: PaymentInfo['method']; readonly site?: Site } = {},
  ) {
    super();
    const { now = at('2026-03-31'), paymentMethod = 'invoice', site = SITE } = options;
    this.seed(
      { put: 'site', value: site },
      { put: 'siteClock', value: { siteId: 'demo', now, target: null, waitingFor: null, version: 0 } },
      ...CATALOG.map(
        ({ kind, object }): Change => ({
          put: 'catalog',
          value: { siteId: 'demo', kind, code: object.code, object, version: 0 },
        }),
      ),
    );
    for (const [index, world] of worlds.entries()) {
      this.addCustomer(renumber(world, `${1001 + index}`, index), paymentMethod);
    }
  }

  private addCustomer({ profile, active, next, accounts }: World, paymentMethod: PaymentInfo['method']): void {
    const customer = customerOf(profile.customerId, paymentMethod);
    const { siteId, customerId, name, email } = customer;
    const contact = {
      firstName: name,
      lastName: 'Novak',
      email,
      phone: '041',
      createdAt: customer.createdAt,
      version: 0,
    };
    this.seed(
      { put: 'customer', value: customer },
      { put: 'contact', value: { siteId, customerId, tag: 'primary', ...contact, ...address } },
      { put: 'paymentInfo', value: { siteId, customerId, method: paymentMethod, billingAddress: address, version: 0 } },
      { put: 'billingProfile', value: profile },
      { put: 'bill', value: active },
      { put: 'bill', value: next },
      ...accounts.flatMap(({ head, profile: contract }): Change[] => [
        { put: 'ledger', value: { before: null, after: head } },
        { put: 'ratingProfile', value: contract, before: null },
      ]),
    );
  }

  moveClock(now: Instant): void {
    const clock = this.get('siteClock', 'demo', {});
    if (clock === null) throw new Error('no clock');
    this.seed({ put: 'siteClock', value: { ...clock, now } });
  }

  /** Everything that any use case of billing asks for. */
  ports() {
    return {
      records: this.records,
      commit: this.commit,
      ledgers: this.ledgers,
      priceBooks: this.priceBooks,
      siteTime: this.siteTime,
      sequences: this.sequences,
      dueIndex: this.dueIndex,
      queues: this.queues,
      documents: this.documents,
      mailer: this.mailer,
      sites: this.sites,
      randomId: this.randomId,
      systemTime: () => this.systemNow,
      renderInvoice: RENDER,
      renderMail: (mail: Parameters<typeof renderMail<'invoice-ready'>>[1], locale: string) =>
        renderMail('invoice-ready', mail, locale),
      publicApiUrl: 'https://api.example',
    };
  }

  /** What is charged and on no bill yet, with tax. */
  async unbilled(): Promise<string> {
    const lines = [];
    for (const { balanceGroups } of this.all('billingProfile', 'demo')) {
      for (const group of balanceGroups) {
        const account = await this.ledgers.load('demo', group);
        lines.push(...(account?.head.unbilled.values() ?? []));
      }
    }
    return decimalText(sum(lines.map(({ net, tax }) => net.plus(tax))));
  }

  /** Null when every head is the fold of its entries; else the first difference. */
  async verify(): Promise<string | null> {
    for (const { balanceGroups } of this.all('billingProfile', 'demo')) {
      for (const group of balanceGroups) {
        const account = await this.ledgers.load('demo', group);
        if (account === null) return `no ledger ${group}`;
        const difference = verifyHead(account.head, account.head.tail);
        if (difference !== null) return difference;
      }
    }
    return null;
  }
}

export type BillingPorts = ReturnType<BillingStore['ports']>;
