import type { BillRow } from '../../../lib/answers.ts';
import { isZero } from '../../../lib/decimal-text.ts';
import { t } from '../../../lib/translate.ts';

export type BillActions = Readonly<Record<'pay' | 'refund' | 'view' | 'preview' | 'run', string | null>>;

type Situation = {
  readonly selected: readonly BillRow[];
  /** The bill that collects charges now. */
  readonly active: BillRow | undefined;
  /** The site's time. */
  readonly now: string | undefined;
  /** Why the roles of the operator do not admit an action; null when they do. */
  readonly refusals: Readonly<Record<'pay' | 'preview' | 'run', string | null>>;
  readonly lastDay: (end: string) => string;
};

/** Why each action cannot be done with what is selected; null: it can. */
export function billActions({ selected, active, now, refusals, lastDay }: Situation): BillActions {
  const one = selected.length === 1 ? selected[0] : undefined;
  const choose = selected.length === 0 ? t('reason.select') : selected.length > 1 ? t('reason.one') : null;
  return {
    pay: refusals.pay ?? choose ?? (one === undefined ? null : whyNotPay(one)),
    refund: refusals.pay ?? choose ?? (one === undefined || isFinalised(one) ? null : t('reason.nothing-paid')),
    view: choose ?? (one === undefined ? null : whyNoInvoice(one)),
    preview: refusals.preview ?? (active === undefined ? t('reason.no-profile') : null),
    run: refusals.run ?? whyNotRun(active, now, lastDay),
  };
}

const isFinalised = ({ status }: BillRow): boolean => status === 'billing' || status === 'closed';

function whyNotPay(bill: BillRow): string | null {
  if (!isFinalised(bill)) return t('reason.not-billed');
  return bill.status === 'closed' || isZero(bill.due) ? t('reason.nothing-due') : null;
}

function whyNoInvoice(bill: BillRow): string | null {
  if (bill.invoiceId !== null) return null;
  return isFinalised(bill) ? t('reason.no-invoice') : t('reason.no-invoice-active');
}

function whyNotRun(active: BillRow | undefined, now: string | undefined, lastDay: Situation['lastDay']): string | null {
  if (active === undefined) return t('reason.no-profile');
  return now !== undefined && active.to > now ? t('reason.cycle-open', { day: lastDay(active.to) }) : null;
}
