import { answerOf } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { CatalogTable } from './catalog-table.tsx';

/** Service types: what events carry and what is measured. */
export const ServiceTypesTable = () => (
  <CatalogTable
    title={t('catalog.service-types')}
    load={(api, query) => answerOf(api.GET('/v1/service-types', { params: { query } }))}
    columns={[
      { id: 'unit', header: t('catalog.unit'), cell: ({ unit }) => unit },
      {
        id: 'fields',
        header: t('catalog.fields'),
        cell: ({ mandatoryFields, optionalFields }) =>
          [...mandatoryFields, ...optionalFields].map(({ name }) => name).join(', ') || '–',
      },
    ]}
    detail={({ unit, quantity, mandatoryFields, optionalFields }) => (
      <>
        <Facts
          of={[
            { label: t('catalog.unit'), value: unit },
            {
              label: t('field.measures'),
              value:
                quantity.from === 'one'
                  ? t('field.measures.one')
                  : quantity.from === 'field'
                    ? t('field.measures.field', { field: quantity.field })
                    : t('field.measures.duration', { field: quantity.endField }),
            },
          ]}
        />
        <DataTable
          embedded
          title={t('catalog.fields')}
          columns={[
            {
              id: 'name',
              header: t('catalog.name'),
              rowHeader: true,
              cell: ({ name }) => <span className="mono">{name}</span>,
            },
            { id: 'type', header: t('field.type'), cell: ({ type }) => t(`field.type.${type}`) },
            {
              id: 'mandatory',
              header: t('field.mandatory'),
              cell: (field) => (mandatoryFields.includes(field) ? t('catalog.yes') : t('catalog.no')),
            },
          ]}
          rows={[...mandatoryFields, ...optionalFields]}
          rowId={({ name }) => name}
          empty={null}
        />
      </>
    )}
  />
);
