import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { given, givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { RowsTable } from './rating-set-rows.tsx';

type RatingSet = ObjectOf<'ratingSet'>;

/** Rating sets: the zone of an event from its fields. */
export const ratingSets = kindPage<RatingSet>({
  path: 'rating-sets',
  list: (api, query) => answerOf(api.GET('/v1/rating-sets', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/rating-sets/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const { count } = useFormats();
    return [
      {
        id: 'service-type',
        header: t('events.service-type'),
        cell: ({ serviceType }) => <CodeLink to="service-types" code={serviceType} />,
      },
      { id: 'fields', header: t('catalog.fields'), cell: ({ fields }) => fields.map(({ name }) => name).join(', ') },
      { id: 'rows', header: t('rating-set.rows'), numeric: true, cell: ({ rows }) => count(rows.length) },
      {
        id: 'zones',
        header: t('rating-set.zones'),
        numeric: true,
        cell: ({ rows }) => count(new Set(rows.map(({ zone }) => zone)).size),
      },
    ];
  },
  Body: ({ of: set }) => (
    <>
      <Container>
        <Facts
          of={[
            ...givenCode(t('events.service-type'), 'service-types', set.serviceType),
            {
              label: t('rating-set.looks-at'),
              value: set.fields
                .map(({ name, match }) => t(`rating-set.match.${match ?? 'exact'}`, { field: name }))
                .join(', '),
            },
            ...given(t('rating-set.otherwise'), set.otherwise),
          ]}
        />
      </Container>
      <RowsTable set={set} />
      {set.zones === undefined || set.zones.length === 0 ? null : (
        <DataTable
          sticky={false}
          title={t('rating-set.parents')}
          columns={[
            { id: 'zone', header: t('rate.zone'), rowHeader: true, cell: ({ zone }) => zone },
            { id: 'parent', header: t('rating-set.parent'), cell: ({ parent }) => parent },
          ]}
          rows={set.zones}
          rowId={({ zone }) => zone}
          empty={null}
        />
      )}
    </>
  ),
});
