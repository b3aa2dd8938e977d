import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';

type TaxAndTotalProps = { readonly of: { readonly tax: string; readonly total: string; readonly currency: string } };

/** The last two rows of a list of sums. */
export function TaxAndTotal({ of: { tax, total, currency } }: TaxAndTotalProps) {
  const { money } = useFormats();
  return (
    <>
      <div className="sums__row">
        <dt>{t('bill.tax')}</dt>
        <dd className="num">{money(tax, currency)}</dd>
      </div>
      <div className="sums__row strong">
        <dt>{t('bill.total')}</dt>
        <dd className="num">{money(total, currency)}</dd>
      </div>
    </>
  );
}
