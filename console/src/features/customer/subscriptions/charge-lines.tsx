import type * as z from 'zod';
import type { dueNow } from '../../../../../functions/http/contract/due-now.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { TaxAndTotal } from './tax-and-total.tsx';

type DueNow = z.input<typeof dueNow>;
type Line = DueNow['lines'][number];

type ChargeLinesProps = {
  readonly of: DueNow;
  /** Of a product, by its code. */
  readonly nameOf: (product: string) => string;
};

/** Charges and credits line by line, as the API works them out; credits are below zero. */
export function ChargeLines({ of: due, nameOf }: ChargeLinesProps) {
  const { money, day, lastDay } = useFormats();
  const words = ({ billItem, product, discount, from, to }: Line): string => {
    const name = product === null ? billItem : nameOf(product);
    if (discount !== undefined) return t('line.discount', { discount, product: name });
    return from === null || to === null ? name : t('line.period', { name, from: day(from), to: lastDay(to) });
  };
  if (due.lines.length === 0) return <p className="muted">{t('line.none')}</p>;
  return (
    <dl className="sums">
      {due.lines.map((line) => (
        <div className="sums__row" key={`${line.billItem} ${line.product} ${line.discount} ${line.from} ${line.net}`}>
          <dt>{words(line)}</dt>
          <dd className="num">{money(line.net, due.currency)}</dd>
        </div>
      ))}
      <TaxAndTotal of={due} />
    </dl>
  );
}
