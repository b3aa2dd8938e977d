import Header from '@cloudscape-design/components/header';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  transitionBody,
  transitionPreview,
} from '../../../../../functions/http/contract/customers/subscription.ts';
import { type Api, answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Time } from '../../../ui/time.tsx';
import { productsQuery } from '../../catalog/queries.ts';
import { useAmount } from '../../catalog/use-amount.ts';
import { ChargeLines } from './charge-lines.tsx';

type Transition = z.input<typeof transitionBody>;
type Preview = z.input<typeof transitionPreview>;

/** What a move would come to; nothing is asked while no plan is chosen. */
export const transitionPreviewQuery = (api: Api, subscriptionId: string, transition: Transition | null) =>
  queryOptions({
    queryKey: ['transition-preview', subscriptionId, transition],
    queryFn: () =>
      transition === null
        ? null
        : answerOf(
            api.POST('/v1/subscriptions/{subscriptionId}/plan-transition/preview', {
              params: { path: { subscriptionId } },
              body: transition,
            }),
          ),
    enabled: transition !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

type TransitionPreviewProps = {
  readonly preview: Preview | undefined;
  readonly error: unknown;
  /** Instead of the error: what is still to be filled in. */
  readonly needs: string | undefined;
};

/** When a move happens, what it charges and credits, and what becomes of services and commitments. */
export function TransitionPreview({ preview, error, needs }: TransitionPreviewProps) {
  const { day } = useFormats();
  const amountOf = useAmount();
  const products = useQuery(productsQuery(useApi())).data?.items ?? [];
  if (needs !== undefined) return <p className="muted">{needs}</p>;
  if (error != null) return <ProblemAlert error={error} />;
  if (preview === undefined) return <Skeleton block />;
  const { effectiveAt, term, newServices, releasedServices, grants, terminationFees } = preview;
  const namesOf = (services: Preview['newServices']) => (
    <span className="mono">{services.map(({ identifier }) => identifier).join(', ')}</span>
  );
  const facts: readonly Fact[] = [
    { label: t('transition.at'), value: <Time at={effectiveAt} /> },
    ...(term === undefined
      ? []
      : [{ label: t('transition.term', { term: term.code }), value: <Time at={term.commitmentEnd} as="last-day" /> }]),
    ...(grants.length === 0
      ? []
      : [
          {
            label: t('add-bundle.grants'),
            value: grants.map(({ resource, amount }) => amountOf(resource)(amount)).join(', '),
          },
        ]),
    ...(newServices.length === 0 ? [] : [{ label: t('transition.new'), value: namesOf(newServices) }]),
    ...(releasedServices.length === 0 ? [] : [{ label: t('transition.released'), value: namesOf(releasedServices) }]),
  ];
  return (
    <section className="stack" aria-label={t('transition.preview')}>
      <Header variant="h3">{t('transition.preview')}</Header>
      <Facts of={facts} />
      {terminationFees.map(({ term: code, monthsLeft }) => (
        <p key={code} className="bad">
          {t('transition.fee', { term: code, months: monthsLeft })}
        </p>
      ))}
      <ChargeLines
        of={preview.dueNow}
        nameOf={(code) => products.find((product) => product.code === code)?.name ?? code}
      />
      <p className="muted small">{t('transition.words', { day: day(effectiveAt) })}</p>
    </section>
  );
}
