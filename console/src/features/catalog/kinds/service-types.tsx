import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { given, givenCode, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type ServiceType = ObjectOf<'serviceType'>;

const measured = ({ quantity }: ServiceType): string =>
  quantity.from === 'one'
    ? t('field.measures.one')
    : quantity.from === 'field'
      ? t('field.measures.field', { field: quantity.field })
      : t('field.measures.duration', { field: quantity.endField });

/** Service types: what events carry and what is measured. */
export const serviceTypes = kindPage<ServiceType>({
  path: 'service-types',
  list: (api, query) => answerOf(api.GET('/v1/service-types', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/service-types/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'measures', header: t('field.measures'), cell: measured },
    { id: 'unit', header: t('catalog.unit'), cell: ({ unit }) => unit },
    {
      id: 'fields',
      header: t('catalog.fields'),
      cell: ({ mandatoryFields, optionalFields }) =>
        [...mandatoryFields, ...optionalFields].map(({ name }) => name).join(', ') || '–',
    },
  ],
  Body: ({ of: type }) => (
    <>
      <Container>
        <Facts
          of={[
            { label: t('field.measures'), value: measured(type) },
            { label: t('catalog.unit'), value: type.unit },
            ...given(t('service-type.event-name'), type.eventName),
            ...givenCode(t('service-type.measured-in'), 'measurement-units', type.measuredIn),
            ...givenCode(t('service-type.billed-in'), 'measurement-units', type.billedIn),
            ...(type.measuredIn === undefined && type.unitSize !== '1'
              ? [{ label: t('service-type.unit-size'), value: type.unitSize }]
              : []),
            ...given(
              t('service-type.increment'),
              type.increment === null ? undefined : `${type.increment} ${type.unit}`,
            ),
            ...given(t('service-type.minimum'), type.minimumQuantity && `${type.minimumQuantity} ${type.unit}`),
            ...given(
              t('service-type.quarantine'),
              type.quarantineDays === undefined ? undefined : t('duration.day', { count: type.quarantineDays }),
            ),
          ]}
        />
      </Container>
      <DataTable
        sticky={false}
        title={t('catalog.fields')}
        columns={[
          {
            id: 'name',
            header: t('catalog.name'),
            rowHeader: true,
            cell: ({ name }) => <span className="mono">{name}</span>,
          },
          { id: 'type', header: t('field.type'), cell: (field) => t(`field.type.${field.type}`) },
          {
            id: 'mandatory',
            header: t('field.mandatory'),
            cell: (field) => yesNo(type.mandatoryFields.includes(field)),
          },
          {
            id: 'rating-set',
            header: t('service-type.in-rating-sets'),
            cell: ({ name }) => yesNo(type.ratingSetFields?.some((field) => field.name === name)),
          },
        ]}
        rows={[...type.mandatoryFields, ...type.optionalFields]}
        rowId={({ name }) => name}
        empty={<span className="muted">{t('service-type.no-fields')}</span>}
      />
    </>
  ),
});
