import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import { useAmount } from '../use-amount.ts';
import type { ObjectOf } from './answer.ts';
import { paymentTypeWords } from './payment-type-words.ts';

type CreditProfile = ObjectOf<'creditProfile'>;
type Limit = CreditProfile['limits'][number];

/** Credit profiles: limits of what a balance group holds, and what is told on the way there. */
export const creditProfiles = kindPage<CreditProfile>({
  path: 'credit-profiles',
  list: (api, query) => answerOf(api.GET('/v1/credit-profiles', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/credit-profiles/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'payments', header: t('catalog.payment-types'), cell: ({ paymentTypes }) => paymentTypeWords(paymentTypes) },
    { id: 'default', header: t('credit.default'), cell: ({ isDefault }) => yesNo(isDefault) },
    {
      id: 'limits',
      header: t('credit.limits'),
      cell: ({ limits }) => limits.map(({ resource }) => resource).join(', '),
    },
  ],
  Body: CreditProfileBody,
});

function CreditProfileBody({ of: profile }: { of: CreditProfile }) {
  const amountOf = useAmount();
  return (
    <>
      <Container>
        <Facts
          of={[
            { label: t('catalog.payment-types'), value: paymentTypeWords(profile.paymentTypes) },
            { label: t('credit.default'), value: yesNo(profile.isDefault) },
          ]}
        />
      </Container>
      <DataTable<Limit>
        sticky={false}
        title={t('credit.limits')}
        columns={[
          {
            id: 'resource',
            header: t('catalog.resource'),
            rowHeader: true,
            cell: ({ resource }) => <CodeLink to="resources" code={resource} />,
          },
          {
            id: 'limit',
            header: t('credit.limit'),
            numeric: true,
            cell: ({ limit, resource }) => (limit === null ? t('credit.none') : amountOf(resource)(limit)),
          },
          {
            id: 'hard',
            header: t('credit.hard'),
            cell: ({ hard }) => (hard === true ? t('credit.hard.yes') : t('credit.hard.no')),
          },
          {
            id: 'thresholds',
            header: t('credit.thresholds'),
            cell: ({ thresholds = [], resource }) =>
              thresholds.length === 0 ? (
                '–'
              ) : (
                <span className="two-lines">
                  {thresholds.map(({ type, value, notification }) => (
                    <span key={`${type} ${value}`} className="inline">
                      <span>{type === 'percent' ? `${value} %` : amountOf(resource)(value)}</span>
                      {notification === undefined ? null : <CodeLink to="notification-rules" code={notification} />}
                    </span>
                  ))}
                </span>
              ),
          },
        ]}
        rows={profile.limits}
        rowId={({ resource }) => resource}
        empty={null}
      />
    </>
  );
}
