import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TaxAndTotal } from '../customer/subscriptions/tax-and-total.tsx';
import type { OnboardingRequest } from './draft.ts';

type ChargesPreviewProps = {
  /** Null while something is missing or wrong. */
  readonly request: OnboardingRequest | null;
  /** Identifiers that are not set. */
  readonly missing: number;
  /** Of a product, by its code. */
  readonly nameOf: (code: string) => string;
};

/** What would be charged at once, as the API works it out. */
export function ChargesPreview({ request, missing, nameOf }: ChargesPreviewProps) {
  const api = useApi();
  const { money, day, lastDay, quantity } = useFormats();
  const settled = useSettled(request);
  const preview = useQuery({
    queryKey: ['onboarding-preview', settled],
    queryFn: () => (settled === null ? null : answerOf(api.POST('/v1/onboarding/preview', { body: settled }))),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const due = preview.data?.dueNow;
  return (
    <Container header={<Header variant="h2">{t('onboarding.due-now')}</Header>}>
      {missing > 0 ? (
        <StatusIndicator type="warning">
          {missing === 1 ? t('onboarding.missing.one') : t('onboarding.missing', { count: missing })}
        </StatusIndicator>
      ) : request === null ? (
        <p className="muted">{t('onboarding.incomplete')}</p>
      ) : preview.isError ? (
        <ProblemAlert error={preview.error} />
      ) : due === undefined ? (
        <Skeleton block />
      ) : (
        <dl className="sums">
          {due.lines.map((line) => (
            <div className="sums__row" key={`${line.billItem} ${line.product} ${line.discount} ${line.from}`}>
              <dt>
                {line.discount !== undefined
                  ? t('line.discount', {
                      discount: line.discount,
                      product: nameOf(line.product ?? line.billItem),
                    })
                  : line.from === null || line.to === null
                    ? t('onboarding.line', {
                        product: nameOf(line.product ?? line.billItem),
                        quantity: quantity(line.quantity),
                      })
                    : t('onboarding.line.period', {
                        product: nameOf(line.product ?? line.billItem),
                        quantity: quantity(line.quantity),
                        from: day(line.from),
                        to: lastDay(line.to),
                      })}
              </dt>
              <dd className="num">{money(line.net, due.currency)}</dd>
            </div>
          ))}
          <TaxAndTotal of={due} />
        </dl>
      )}
    </Container>
  );
}
