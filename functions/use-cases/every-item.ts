import type { Page, Records } from '../ports.ts';
import type { Queries, QueryName, RecordTypes } from '../records.ts';

const PAGE = 200;

/** All that a query finds, page by page; stop reading and no further page is asked for. */
export async function* everyItem<Q extends QueryName>(
  { records }: { readonly records: Pick<Records, 'find'> },
  query: Q,
  siteId: string,
  args: Queries[Q]['args'],
): AsyncGenerator<RecordTypes[Queries[Q]['gives']]> {
  let cursor: string | null = null;
  do {
    const page: Page<RecordTypes[Queries[Q]['gives']]> = await records.find(query, siteId, args, {
      limit: PAGE,
      cursor,
    });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** The same as a list, for what one customer has. */
export async function allItems<Q extends QueryName>(
  ports: { readonly records: Pick<Records, 'find'> },
  query: Q,
  siteId: string,
  args: Queries[Q]['args'],
): Promise<readonly RecordTypes[Queries[Q]['gives']][]> {
  const items: RecordTypes[Queries[Q]['gives']][] = [];
  for await (const item of everyItem(ports, query, siteId, args)) items.push(item);
  return items;
}
