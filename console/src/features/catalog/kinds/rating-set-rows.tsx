import Pagination from '@cloudscape-design/components/pagination';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ObjectOf } from './answer.ts';

type RatingSet = ObjectOf<'ratingSet'>;
type Row = RatingSet['rows'][number];

const PAGE = 50;

/** The rows of a rating set, a page at a time; there may be thousands. */
export function RowsTable({ set }: { set: RatingSet }) {
  const { count } = useFormats();
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const sought = words.trim().toLowerCase();
  const rows = set.rows.filter(({ zone, match }) =>
    [zone, ...Object.values(match)].some((text) => text.toLowerCase().includes(sought)),
  );
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  return (
    <DataTable<Row>
      sticky={false}
      title={t('rating-set.rows')}
      counter={`(${count(set.rows.length)})`}
      columns={columnsOf(set)}
      rows={rows.slice((page - 1) * PAGE, page * PAGE)}
      rowId={(row) => JSON.stringify(row)}
      filter={
        set.rows.length <= 10 ? undefined : (
          <search className="filters">
            <div className="filters__search">
              <SearchField
                label={t('rating-set.search')}
                placeholder={t('rating-set.search.hint')}
                value={words}
                onSearch={(next) => {
                  setWords(next);
                  setPage(1);
                }}
              />
            </div>
          </search>
        )
      }
      pager={
        pages === 1 ? undefined : (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
            ariaLabels={{
              paginationLabel: t('pager.label'),
              previousPageLabel: t('pager.previous'),
              nextPageLabel: t('pager.next'),
              pageLabel: (number) => t('pager.page', { page: number }),
            }}
          />
        )
      }
      empty={<Empty title={t('rating-set.no-match')} />}
    />
  );
}

/** The fields that it looks at, then the zone; validity and priority when any row has them. */
function columnsOf({ fields, rows }: RatingSet): readonly Column<Row>[] {
  const isDated = rows.some(({ validFrom, validTo }) => validFrom !== undefined || validTo !== undefined);
  const isRanked = rows.some(({ priority }) => priority !== undefined);
  return [
    ...fields.map(
      ({ name, match }, index): Column<Row> => ({
        id: `field ${name}`,
        header: name,
        rowHeader: index === 0,
        cell: (row) => {
          const value = row.match[name];
          if (value === undefined) return <span className="muted">{t('filter.any')}</span>;
          return <span className="mono">{match === 'prefix' ? t('rating-set.prefix', { value }) : value}</span>;
        },
      }),
    ),
    { id: 'zone', header: t('rate.zone'), cell: ({ zone }) => zone },
    ...(isDated
      ? [
          {
            id: 'validity',
            header: t('catalog.validity'),
            cell: ({ validFrom, validTo }: Row) => (
              <span>
                <Time at={validFrom ?? null} as="day" /> – <Time at={validTo ?? null} as="last-day" />
              </span>
            ),
          },
        ]
      : []),
    ...(isRanked
      ? [
          {
            id: 'priority',
            header: t('discount.priority'),
            numeric: true,
            cell: ({ priority }: Row) => priority ?? 0,
          },
        ]
      : []),
  ];
}
