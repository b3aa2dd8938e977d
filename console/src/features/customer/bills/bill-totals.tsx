import type { Bill } from '../../../lib/answers.ts';
import { isZero, negate } from '../../../lib/decimal-text.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';

type Sum = { readonly label: string; readonly amount: string; readonly strong?: boolean };

/** From the net amount over taxes, credit and payments down to what is due. */
export function BillTotals({ bill }: { bill: Bill }) {
  const { money, quantity } = useFormats();
  const sums: readonly Sum[] = [
    { label: t('bill.subtotal'), amount: bill.net },
    ...bill.taxes.map(({ name, percent, tax }) => ({ label: `${name} ${quantity(percent)} %`, amount: tax })),
    ...(isZero(bill.rounding) ? [] : [{ label: t('bill.rounding'), amount: bill.rounding }]),
    { label: t('bill.total'), amount: bill.total, strong: true },
    ...(bill.paidAhead === undefined || isZero(bill.paidAhead)
      ? []
      : [{ label: t('bill.paid-ahead'), amount: negate(bill.paidAhead) }]),
    ...(isZero(bill.creditApplied) ? [] : [{ label: t('bill.credit'), amount: negate(bill.creditApplied) }]),
    ...(isZero(bill.paid) ? [] : [{ label: t('bill.paid'), amount: negate(bill.paid) }]),
    { label: t('bill.due'), amount: bill.due, strong: true },
  ];
  return (
    <dl className="sums">
      {sums.map(({ label, amount, strong }) => (
        <div key={label} className={strong ? 'sums__row strong' : 'sums__row'}>
          <dt>{label}</dt>
          <dd className="num">{money(amount, bill.currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
