import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type { addBundleBody } from '../../../../../functions/http/contract/customers/buying.ts';
import { type Api, answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useAmount } from '../../catalog/use-amount.ts';
import { TaxAndTotal } from './tax-and-total.tsx';

export type BundleOrder = z.input<typeof addBundleBody>;

/** What an order would cost and bring; nothing is asked while there is no order. */
export const bundlePreviewQuery = (api: Api, subscriptionId: string, order: BundleOrder | null) =>
  queryOptions({
    queryKey: ['bundle-preview', subscriptionId, order],
    queryFn: () =>
      order === null
        ? null
        : answerOf(
            api.POST('/v1/subscriptions/{subscriptionId}/bundles/preview', {
              params: { path: { subscriptionId } },
              body: order,
            }),
          ),
    enabled: order !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

type BundlePreviewProps = { readonly subscriptionId: string; readonly order: BundleOrder | null };

/** The charges and grants of an order, as the API works them out. */
export function BundlePreview({ subscriptionId, order }: BundlePreviewProps) {
  const preview = useQuery(bundlePreviewQuery(useApi(), subscriptionId, order));
  const { money } = useFormats();
  const amountOf = useAmount();
  if (order === null) return null;
  if (preview.isError) return <ProblemAlert error={preview.error} />;
  const due = preview.data?.dueNow;
  if (preview.data == null || due === undefined) return <Skeleton />;
  return (
    <dl className="sums">
      {preview.data.grants.map(({ resource, amount, from }) => (
        <div className="sums__row" key={`${resource} ${amount} ${from}`}>
          <dt>{t('add-bundle.grants')}</dt>
          <dd className="num">{amountOf(resource)(amount)}</dd>
        </div>
      ))}
      {due.lines.map((line) => (
        <div className="sums__row" key={`${line.billItem} ${line.product} ${line.discount} ${line.from}`}>
          <dt>
            {line.discount === undefined
              ? (line.product ?? line.billItem)
              : t('line.discount', { discount: line.discount, product: line.product ?? line.billItem })}
          </dt>
          <dd className="num">{money(line.net, due.currency)}</dd>
        </div>
      ))}
      <TaxAndTotal of={due} />
    </dl>
  );
}
