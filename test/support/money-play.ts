import { expect } from 'vitest';
import type { Bill, BillingProfile } from '../../domain/billing/bill.ts';
import { billCycle } from '../../domain/billing/bill-cycle.ts';
import { emptyBill } from '../../domain/billing/empty-bill.ts';
import { verifyBills } from '../../domain/billing/verify-bills.ts';
import { commitSession } from '../../domain/charging/commit-session.ts';
import { grantUsage } from '../../domain/charging/grant-usage.ts';
import { releaseSession } from '../../domain/charging/release-session.ts';
import { reserveUsage } from '../../domain/charging/reserve-usage.ts';
import { holdId } from '../../domain/charging/session-hold.ts';
import { appendEntries, workOn } from '../../domain/ledger/append-entries.ts';
import { billedLines } from '../../domain/ledger/billed-lines.ts';
import { RUNNING } from '../../domain/ledger/bucket-key.ts';
import type { DraftEntry } from '../../domain/ledger/entry.ts';
import type { Head } from '../../domain/ledger/head.ts';
import { countsAt } from '../../domain/ledger/running-charges.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { type Dec, dec, sum, ZERO } from '../../domain/money/decimal.ts';
import { indexContract } from '../../domain/rating/contract-index.ts';
import { rateUsage } from '../../domain/rating/rate-usage.ts';
import type { RatingContext } from '../../domain/rating/rating-context.ts';
import type { UsageFacts } from '../../domain/rating/usage-facts.ts';
import { endPurchases } from '../../domain/subscription/end-purchases.ts';
import { resumeContract } from '../../domain/subscription/prepaid/contract-ahead.ts';
import { isSuspended } from '../../domain/subscription/prepaid/suspension.ts';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { nextCycle } from '../../domain/time/cycle.ts';
import { type Instant, instantText } from '../../domain/time/instant.ts';
import { allowed, billingWorld } from './billing-world.ts';
import { bookOfSold, contractOf, type Sold } from './money-catalogs.ts';
import type { Step } from './money-steps.ts';
import { APRIL, grant, MARCH, newHead } from './usage-world.ts';

/** A member (1) and an owner (2) who live through steps. Every step that may refuse must keep the limits. */
export class MoneyPlay {
  readonly book;
  readonly heads = new Map<string, Head>();
  readonly profiles = new Map<string, RatingProfile>();
  readonly billing = new Map<string, { profile: BillingProfile; bills: readonly Bill[] }>();
  readonly sold: Sold;
  now: Instant = MARCH.from + 86_400_000;
  #ids = 0;

  constructor(sold: Sold) {
    this.sold = sold;
    this.book = bookOfSold(sold);
    for (const group of ['1', '2']) {
      const contract = contractOf(sold, group);
      this.profiles.set(group, contract);
      this.heads.set(group, appendEntries(newHead(group), [grant('MB', '-20', MARCH, 'grant:p-mb')]));
      const profile: BillingProfile = {
        ...billingWorld().profile,
        customerId: group,
        paymentType: contract.paymentType,
        cycleRule: contract.cycleRule,
        balanceGroups: [group],
        activeBill: { billId: '110', ...MARCH },
        nextBill: { billId: '111', ...APRIL },
      };
      const bills = [
        emptyBill(profile, { billId: '110', status: 'active', ...MARCH }),
        emptyBill(profile, { billId: '111', status: 'inactive', ...APRIL }),
      ];
      this.billing.set(group, { profile, bills });
    }
  }

  head(group: string): Head {
    const head = this.heads.get(group);
    if (head === undefined) throw new Error(group);
    return head;
  }

  profile(group: string): RatingProfile {
    const profile = this.profiles.get(group);
    if (profile === undefined) throw new Error(group);
    return profile;
  }

  context(group: string): RatingContext {
    const account = (id: string) => ({ state: workOn(this.head(id)).state, contract: indexContract(this.profile(id)) });
    return {
      ...account(group),
      book: this.book,
      now: this.now,
      ...(group === '1' ? { owners: new Map([['2', account('2')]]) } : {}),
    };
  }

  append(group: string, drafts: readonly DraftEntry[]): void {
    this.heads.set(group, appendEntries(this.head(group), drafts));
  }

  /** Owed in money, all holds included. */
  total(group: string): Dec {
    const head = this.head(group);
    const held = sum(
      [...head.holds.values()]
        .filter(({ expiresAt }) => expiresAt > this.now)
        .flatMap(({ impacts }) => impacts.flatMap(({ resource, amount }) => (resource === 'EUR' ? [amount] : []))),
    );
    return [...head.buckets.values()]
      .filter((bucket) => bucket.resource === 'EUR' && countsAt(bucket, this.now))
      .reduce((so, { amount }) => so.plus(amount), held);
  }

  limitOf(group: string): Dec | null {
    const { paymentType: type } = this.profile(group);
    if (type === 'prepaid') return ZERO;
    return this.sold.limit === null ? null : dec(this.sold.limit);
  }

  event(group: string, type: string, at: Instant, size: number): UsageFacts {
    this.#ids += 1;
    const fields: Record<string, string> =
      type === 'data' ? { volume: `${size}.25` } : { end: instantText(at + size * 60_000) };
    return { id: `e${this.#ids}`, at, serviceType: type, identifier: `${type}-${group}`, fields };
  }

  run(step: Step): void {
    this.now += 60_000;
    const before = new Map(['1', '2'].map((group) => [group, this.total(group)]));
    switch (step.does) {
      case 'use': {
        const at = Math.max(MARCH.from, this.now - step.ago * 60_000);
        const rated = rateUsage(this.context(step.group), this.event(step.group, step.type, at, step.size));
        if (!rated.ok) {
          expect(rated.error.reason).toBe(this.waits(step.group, at) ? 'NOT_ACTIVE' : 'LIMIT_REACHED');
          return;
        }
        expect(this.waits(step.group, at)).toBe(false);
        this.append(step.group, [rated.value.entry]);
        for (const { balanceGroupId, entry } of rated.value.shared) this.append(balanceGroupId, [entry]);
        this.inLimits(before, 'use');
        return;
      }
      case 'reserve': {
        const event = {
          ...this.event('1', 'data', this.now, step.size),
          id: `s${step.session}`,
          fields: {},
          quantity: dec(`${step.size}`),
        };
        const context = { ...this.context('1'), without: holdId('s-data', event.id) };
        const grants = grantUsage(context, event);
        if (!grants.ok) {
          if (!this.waits('1', event.at)) throw new Error(grants.error.detail);
          return;
        }
        const { rated } = grants.value;
        if (rated === null) return;
        const { drafts } = reserveUsage(
          context,
          { ...grants.value, rated },
          {
            id: event.id,
            fields: rated.entry.fields ?? {},
            expiresAt: this.now + 86_400_000,
          },
        );
        for (const { balanceGroupId, draft } of drafts) this.append(balanceGroupId, [draft]);
        this.inLimits(before, 'reserve');
        return;
      }
      case 'commit':
      case 'release': {
        const id = holdId('s-data', `s${step.session}`);
        const hold = this.head('1').holds.get(id);
        if (hold === undefined) return;
        if (step.does === 'release') {
          for (const { balanceGroupId, draft } of releaseSession(this.context('1'), `s${step.session}`, hold))
            this.append(balanceGroupId, [draft]);
          return;
        }
        const quantity = dec(`${step.size}`);
        const event = {
          ...this.event('1', 'data', hold.at, step.size),
          fields: { volume: `${step.size}` },
          quantity,
        };
        const done = commitSession(this.context('1'), event, {
          holdId: id,
          hold: hold.expiresAt > this.now ? hold : null,
        });
        if (!done.ok) throw new Error(done.error.detail);
        for (const { balanceGroupId, draft } of done.value.drafts) this.append(balanceGroupId, [draft]);
        return;
      }
      case 'top-up':
        this.append(step.group, [
          grant('EUR', `-${step.amount}`, { from: this.now, to: this.now + 40 * 86_400_000 }, `top-up:${this.now}`),
        ]);
        this.resume(step.group);
        return;
      case 'leave': {
        const contract = { head: this.head(step.group), profile: this.profile(step.group) };
        const left = allowed(
          endPurchases(contract, { book: this.book, now: this.now }, (purchase) =>
            'product' in purchase && purchase.product === step.product ? { at: this.now, as: 'cancelled' } : null,
          ),
        );
        this.heads.set(step.group, left.head);
        this.profiles.set(step.group, left.profile);
        return;
      }
      case 'wait':
        this.now += step.days * 86_400_000;
        return;
      case 'bill':
        this.bill(step.group);
    }
  }

  /** True while the group's services wait for the money that their renewal costs. */
  waits(group: string, at: Instant): boolean {
    return this.profile(group).purchases.some((one) => one.serviceId !== undefined && isSuspended(one, at));
  }

  /** Money came: what waits for it goes on, from the money in hand alone, and once. */
  resume(group: string): void {
    const before = new Map(['1', '2'].map((one) => [one, this.total(one)]));
    const contract = { head: this.head(group), profile: this.profile(group) };
    const time = { book: this.book, now: this.now };
    const { head, profile } = allowed(resumeContract(contract, time));
    this.heads.set(group, head);
    this.profiles.set(group, profile);
    this.inLimits(before, 'resume');
    expect(allowed(resumeContract({ head, profile }, time)).head.seq).toBe(head.seq);
  }

  bill(group: string): void {
    const stored = this.billing.get(group);
    if (stored === undefined) throw new Error(group);
    const { profile, bills } = stored;
    if (this.now < profile.activeBill.to) return;
    const of = (billId: string): Bill => {
      const bill = bills.find((one) => one.billId === billId);
      if (bill === undefined) throw new Error(billId);
      return bill;
    };
    const newBillId = `${110 + bills.length}`;
    const decision = allowed(
      billCycle({
        profile,
        active: of(profile.activeBill.billId),
        next: of(profile.nextBill.billId),
        accounts: [{ head: this.head(group), profile: this.profile(group) }],
        book: this.book,
        dueDays: 14,
        zone: 'UTC',
        collect: null,
        newBillId,
        now: this.now,
      }),
    );
    const [account] = decision.accounts;
    if (account === undefined) throw new Error('no account');
    this.heads.set(group, account.after.head);
    this.profiles.set(group, account.after.profile);
    const kept = bills.filter(({ billId }) => billId !== decision.billed.billId && billId !== decision.active.billId);
    const after = [...kept, decision.billed, decision.active, decision.inactive];
    this.billing.set(group, { profile: decision.profile, bills: after });
    const lines = billedLines(account.after.head.tail);
    expect(
      verifyBills(
        {
          profile: decision.profile,
          bills: after,
          invoices: [],
          payments: [],
          linesOfBill: (id) => lines.get(id) ?? [],
        },
        { book: this.book, digits: 2 },
      ),
    ).toBeNull();
    expect(nextCycle(profile.cycleRule ?? fail(), profile.nextBill)).toEqual({
      from: decision.inactive.from,
      to: decision.inactive.to,
    });
    expect(dec(decision.billed.due).isNegative()).toBe(false);
    this.paidAheadOnly(group, account.before.head);
  }

  /** What a turn renewed of a prepaid group was paid from the money in hand, unless usage had met what it grants. */
  paidAheadOnly(group: string, before: Head): void {
    const { tail } = this.head(group);
    const renewed = tail.slice(tail.findLastIndex(({ kind }) => kind === 'bill') + 1);
    const isCharged = renewed.some(({ impacts }) =>
      impacts.some(({ charge, amount }) => charge !== null && amount.gt(0)),
    );
    const isMet = [...before.buckets.values()].some(({ resource, amount }) => resource === 'MB' && amount.gt(0));
    if (this.profile(group).paymentType !== 'prepaid' || !isCharged || isMet) return;
    expect(this.total(group).lte(0)).toBe(true);
  }

  /** Nothing brings a total over its limit; one that is over by a fee or an overrun may only fall. */
  inLimits(before: ReadonlyMap<string, Dec>, does: string): void {
    for (const group of ['1', '2']) {
      const limit = this.limitOf(group);
      if (limit === null) continue;
      const is = this.total(group);
      const was = before.get(group) ?? ZERO;
      if (is.gt(limit) && is.gt(was)) throw new Error(`${does} brings ${group} from ${was} to ${is} over ${limit}`);
    }
  }

  check(): void {
    for (const group of ['1', '2']) {
      const head = this.head(group);
      expect(verifyHead(head, head.tail)).toBeNull();
      const charged = sum(
        head.tail.flatMap(({ impacts }) => impacts.flatMap(({ amount, charge }) => (charge === null ? [] : [amount]))),
      );
      const inHand = sum(
        head.tail.flatMap(({ kind, impacts }) =>
          kind === 'purchase' || kind === 'expiry'
            ? impacts.flatMap(({ resource, amount }) => (resource === 'EUR' ? [amount] : []))
            : [],
        ),
      );
      const { bills, profile } = this.billing.get(group) ?? fail();
      const lines = billedLines(head.tail);
      const demanded = sum(
        bills.flatMap(({ billId, finalisedAt }) =>
          finalisedAt === null
            ? []
            : [
                sum((lines.get(billId) ?? []).map(({ net, tax: of }) => net.plus(of))).minus(
                  this.paidAhead(head, billId),
                ),
              ],
        ),
      );
      const running = sum(
        [...head.buckets.values()].flatMap(({ resource, amount }) => (resource === 'EUR' ? [amount] : [])),
      );
      expect(running.plus(demanded).toFixed(6)).toBe(charged.plus(inHand).toFixed(6));
      for (const { origin, resource, amount, from, to } of head.buckets.values()) {
        if (resource === 'EUR' && origin !== RUNNING) expect(amount.gt(0)).toBe(false);
        if (resource === 'MB' && to <= profile.activeBill.to) expect(amount.gt(0)).toBe(false);
        // Rolled over by now, as its grant ended before the bill.
        const isRolled = origin.startsWith('rollover:') && from < profile.activeBill.from;
        if (isRolled) expect(amount.gt(0)).toBe(false);
      }
      const due = sum(bills.map((bill) => dec(bill.due).plus(dec(bill.creditApplied))));
      expect(due.minus(demanded).abs().lte(dec('0.02').times(bills.length))).toBe(true);
    }
  }

  /** What was moved off the running bucket of a bill's cycle. */
  paidAhead(head: Head, billId: string): Dec {
    const bill = head.tail.find((entry) => entry.bill?.billId === billId)?.bill;
    return sum(
      head.tail.flatMap(({ impacts }) =>
        impacts.flatMap(({ bucket, amount, charge }) =>
          charge === null && bucket.startsWith(`EUR|${bill?.cycle}|`) && bucket.endsWith(`|${RUNNING}`)
            ? [amount.negated()]
            : [],
        ),
      ),
    );
  }
}

const fail = (): never => {
  throw new Error('missing');
};
