import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { given, givenCode, givenCodes, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { paymentTypeWords } from './payment-type-words.ts';

/** Plans: what customers subscribe to. */
export const plans = kindPage<ObjectOf<'plan'>>({
  path: 'plans',
  list: (api, query) => answerOf(api.GET('/v1/plans', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/plans/{code}', { params: { path: { code } } })),
  status: ({ status }) => status,
  useColumns: () => [
    { id: 'status', header: t('catalog.status'), cell: ({ status }) => <StatusPill status={status} /> },
    { id: 'payments', header: t('catalog.payment-types'), cell: ({ paymentTypes }) => paymentTypeWords(paymentTypes) },
    { id: 'bundles', header: t('catalog.bundles'), numeric: true, cell: ({ bundles }) => bundles.length },
    {
      id: 'validity',
      header: t('catalog.validity'),
      cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
    },
  ],
  Body: ({ of: plan }) => (
    <Container>
      <Facts
        of={[
          { label: t('catalog.payment-types'), value: paymentTypeWords(plan.paymentTypes) },
          { label: t('catalog.validity'), value: <PeriodText from={plan.validFrom} to={plan.validTo} /> },
          ...givenCodes(t('catalog.bundles'), 'bundles', plan.bundles),
          ...givenCode(t('plan.term'), 'terms', plan.term),
          ...givenCodes(t('plan.compatible'), 'bundles', plan.compatibleBundles),
          ...(plan.compatibleOnly === true ? [{ label: t('plan.add-ons'), value: t('plan.add-ons.compatible') }] : []),
          ...givenCode(t('catalog.for-whom'), 'filters', plan.filter),
          ...given(t('catalog.sensitive'), plan.sensitiveData === undefined ? undefined : yesNo(plan.sensitiveData)),
        ]}
      />
    </Container>
  ),
});
