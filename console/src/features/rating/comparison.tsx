import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { addDecimals, isZero, negate } from '../../lib/decimal-text.ts';
import { daysBetween } from '../../lib/format-time.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { Kpis } from '../../ui/kpis.tsx';
import { absolute, comparedSum } from './sums.ts';
import { useMoneyOf } from './use-money-of.ts';
import { itemsOf, resourcesOf, type WhatIfTotal, whatIfVerdicts } from './what-if-verdict.ts';

type ComparisonProps = {
  readonly of: { readonly from: string; readonly to: string };
  readonly total: WhatIfTotal;
  /** The other plan, by name. */
  readonly plan: string;
  /** More to say beside the verdict. */
  readonly also?: string | undefined;
};

const HOUR_MS = 3_600_000;

/** The verdict in words, what makes it doubtful, and the sums behind it. */
export function Comparison({ of, total, plan, also }: ComparisonProps) {
  const { count, quantity } = useFormats();
  const { amount, difference } = useMoneyOf();
  // Days of a zone may be an hour short.
  const days = daysBetween(of.from, new Date(Date.parse(of.to) + HOUR_MS).toISOString());
  const verdicts = whatIfVerdicts({ total, plan, days }, { count, quantity, amount });
  const unrated = total.unrated.hypothetical - total.unrated.control;
  return (
    <>
      <Container header={<Header variant="h2">{t('what-if.verdict')}</Header>}>
        <div role="status" className="stack">
          {verdicts.length === 0 ? <p className="strong">{t('what-if.lines.empty')}</p> : null}
          {verdicts.map(({ resource, words, detail }) => (
            <div key={resource}>
              <p className="strong">{words}</p>
              <p className="muted">{detail}</p>
              {also === undefined ? null : <p className="muted">{also}</p>}
            </div>
          ))}
        </div>
      </Container>
      {unrated > 0 ? (
        <Alert
          type="warning"
          header={
            unrated === 1 ? t('what-if.unrated.one', { plan }) : t('what-if.unrated', { count: count(unrated), plan })
          }
        >
          {t('what-if.unrated.words')}
        </Alert>
      ) : null}
      {resourcesOf(total).map((resource) => {
        const sum = comparedSum(itemsOf(total, resource));
        const error = addDecimals(sum.actual, negate(sum.control));
        return (
          <div key={resource} className="page">
            {isZero(error) ? null : (
              <Alert type="info" header={t('what-if.method', { amount: amount(resource, absolute(error)) })}>
                {t('what-if.method.words')}
              </Alert>
            )}
            <Kpis
              label={t('what-if.figures')}
              of={[
                { label: t('what-if.charged'), value: amount(resource, sum.actual), note: t('what-if.charged.note') },
                { label: t('what-if.own'), value: amount(resource, sum.control), note: t('what-if.own.note') },
                { label: t('what-if.other'), value: amount(resource, sum.hypothetical), note: plan },
                {
                  label: t('what-if.difference'),
                  value: difference(resource, sum.difference),
                  note: t('what-if.difference.note'),
                },
              ]}
            />
          </div>
        );
      })}
    </>
  );
}
