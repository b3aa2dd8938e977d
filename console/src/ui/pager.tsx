import Pagination from '@cloudscape-design/components/pagination';
import { useEffect } from 'react';
import { t } from '../lib/translate.ts';

/** Cursors of the pages seen so far, by list and filter: going back needs them. */
const trails = new Map<string, Map<number, string>>();

export type PagePlace = { readonly cursor?: string | undefined; readonly page?: string | undefined };

type PagerProps = {
  /** The list with its filter: another filter begins anew. */
  readonly list: string;
  readonly place: PagePlace;
  readonly nextCursor: string | null | undefined;
  readonly onGo: (place: { readonly cursor: string | undefined; readonly page: string | undefined }) => void;
  readonly busy?: boolean;
};

/** Pages by cursor: previous, the numbers seen so far, next. Nobody knows the last one before it is reached. */
export function Pager({ list, place, nextCursor, onGo, busy }: PagerProps) {
  const page = Math.max(1, Number.parseInt(place.page ?? '1', 10) || 1);
  const trail = trails.get(list) ?? new Map<number, string>();
  useEffect(() => {
    trails.set(list, trail);
    if (place.cursor !== undefined) trail.set(page, place.cursor);
    if (typeof nextCursor === 'string') trail.set(page + 1, nextCursor);
  });
  if (page === 1 && nextCursor === null) return null;
  const hasNext = typeof nextCursor === 'string';
  const go = (wanted: number): void => {
    const cursor = wanted === page + 1 ? (nextCursor ?? undefined) : trail.get(wanted);
    const isKnown = wanted > 1 && cursor !== undefined;
    onGo(isKnown ? { cursor, page: String(wanted) } : { cursor: undefined, page: undefined });
  };
  return (
    <Pagination
      currentPageIndex={page}
      pagesCount={hasNext ? page + 1 : page}
      openEnd={hasNext}
      disabled={busy ?? false}
      onChange={({ detail }) => go(detail.currentPageIndex)}
      ariaLabels={{
        paginationLabel: t('pager.label'),
        previousPageLabel: t('pager.previous'),
        nextPageLabel: t('pager.next'),
        pageLabel: (number) => t('pager.page', { page: number }),
      }}
    />
  );
}
