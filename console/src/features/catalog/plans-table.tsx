import { answerOf } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { Facts } from '../../ui/facts.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { PeriodText } from '../../ui/time.tsx';
import { CatalogTable } from './catalog-table.tsx';

const payments = (types: readonly ('prepaid' | 'postpaid' | 'pay_now')[]): string =>
  types.length === 0 ? t('catalog.payment-types.all') : types.map((type) => t(`payment-type.${type}`)).join(', ');

/** Plans: what customers subscribe to. */
export const PlansTable = () => (
  <CatalogTable
    title={t('catalog.plans')}
    load={(api, query) => answerOf(api.GET('/v1/plans', { params: { query } }))}
    columns={[
      { id: 'status', header: t('catalog.status'), cell: ({ status }) => <StatusPill status={status} /> },
      { id: 'payments', header: t('catalog.payment-types'), cell: ({ paymentTypes }) => payments(paymentTypes) },
      { id: 'bundles', header: t('catalog.bundle-count'), numeric: true, cell: ({ bundles }) => bundles.length },
      {
        id: 'validity',
        header: t('catalog.validity'),
        cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
      },
    ]}
    detail={({ status, paymentTypes, validFrom, validTo, bundles }) => (
      <Facts
        of={[
          { label: t('catalog.status'), value: <StatusPill status={status} /> },
          { label: t('catalog.payment-types'), value: payments(paymentTypes) },
          { label: t('catalog.validity'), value: <PeriodText from={validFrom} to={validTo} /> },
          {
            label: t('catalog.bundles'),
            value: bundles.map((code) => (
              <div key={code}>
                <TextLink to="/catalog/$kind" params={{ kind: 'bundles' }} search={{ code }}>
                  {code}
                </TextLink>
              </div>
            )),
          },
        ]}
      />
    )}
  />
);
