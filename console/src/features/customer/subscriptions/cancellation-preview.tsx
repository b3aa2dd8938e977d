import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  cancellationPreview,
  cancelPreviewBody,
} from '../../../../../functions/http/contract/customers/subscription.ts';
import { type Api, answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { productsQuery } from '../../catalog/queries.ts';
import { ChargeLines } from './charge-lines.tsx';

/** What cancelling would charge and credit, and when it takes effect. */
export const cancellationPreviewQuery = (
  api: Api,
  subscriptionId: string,
  body: NonNullable<z.input<typeof cancelPreviewBody>>,
) =>
  queryOptions({
    queryKey: ['cancellation-preview', subscriptionId, body],
    queryFn: () =>
      answerOf(
        api.POST('/v1/subscriptions/{subscriptionId}/cancel/preview', { params: { path: { subscriptionId } }, body }),
      ),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

type CancellationPreviewProps = {
  readonly preview: z.input<typeof cancellationPreview> | undefined;
  readonly error: unknown;
};

export function CancellationPreview({ preview, error }: CancellationPreviewProps) {
  const { minute } = useFormats();
  const products = useQuery(productsQuery(useApi())).data?.items ?? [];
  if (error != null) return <ProblemAlert error={error} />;
  if (preview === undefined) return <Skeleton />;
  const { effectiveAt, terminationFees, feesWaived, dueNow } = preview;
  return (
    <div className="stack">
      <p className="strong">{t('subscriptions.cancel.at', { when: minute(effectiveAt) })}</p>
      {terminationFees.map(({ term, monthsLeft }) => (
        <p key={term} className={feesWaived ? 'muted' : 'bad'}>
          {t(feesWaived ? 'subscriptions.cancel.waived' : 'transition.fee', { term, months: monthsLeft })}
        </p>
      ))}
      <ChargeLines of={dueNow} nameOf={(code) => products.find((one) => one.code === code)?.name ?? code} />
    </div>
  );
}
