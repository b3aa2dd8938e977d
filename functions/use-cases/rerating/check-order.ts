import type { UsageScope } from '../../../domain/jobs/task.ts';
import { type FieldProblem, type Refusal, refusal } from '../../../domain/refusal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers, PriceBooks, Records } from '../../ports.ts';

const DAY_MS = 86_400_000;
/** A leap year: what is looked at again is held in memory, account by account. */
export const MOST_DAYS = 366;

/** Why a stretch of time cannot be looked at. */
export function periodProblems({
  from,
  to,
}: {
  readonly from: Instant;
  readonly to: Instant;
}): readonly FieldProblem[] {
  if (to <= from) return [{ pointer: '/to', message: 'End after the beginning.' }];
  if (to - from > MOST_DAYS * DAY_MS) return [{ pointer: '/to', message: `Order at most ${MOST_DAYS} days at once.` }];
  return [];
}

/** Names that mean nothing would find nothing, and look like success. */
export const checkScope =
  ({
    records,
    ledgers,
    priceBooks,
  }: {
    readonly records: Pick<Records, 'get'>;
    readonly ledgers: Pick<Ledgers, 'load'>;
    readonly priceBooks: Pick<PriceBooks, 'fresh'>;
  }) =>
  async (
    siteId: string,
    { balanceGroupId, customerId, product, plan }: UsageScope,
  ): Promise<readonly FieldProblem[]> => {
    const problems: FieldProblem[] = [];
    const missing = (field: string, what: string) =>
      problems.push({ pointer: `/${field}`, message: `There is no such ${what}.` });
    if ([balanceGroupId, customerId, product, plan].every((name) => name === undefined)) {
      const message = 'Say whose usage: a product, a plan, a customer or a balance group.';
      return [{ pointer: '', message }];
    }
    const book = await priceBooks.fresh(siteId);
    if (product !== undefined && book.products.get(product)?.type !== 'usage') missing('product', 'usage product');
    if (plan !== undefined && !book.plans.has(plan)) missing('plan', 'plan');
    if (customerId !== undefined && (await records.get('customer', siteId, { customerId })) === null) {
      missing('customerId', 'customer');
    }
    if (balanceGroupId !== undefined && (await ledgers.load(siteId, balanceGroupId)) === null) {
      missing('balanceGroupId', 'balance group');
    }
    return problems;
  };

export const invalidOrder = (problems: readonly FieldProblem[]): Refusal =>
  refusal('request.invalid', 'The order cannot be carried out like this.', problems);
