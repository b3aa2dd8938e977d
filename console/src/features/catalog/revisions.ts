import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { catalogHistoryContract } from '../../../../functions/http/contract/catalog-history.ts';
import { CATALOG_KINDS } from '../../../../functions/http/routes/catalog.ts';
import { type Api, answerOf } from '../../lib/api.ts';
import type { CatalogKind } from './catalog-groups.ts';

export type Revision = z.input<
  (typeof catalogHistoryContract)['listCatalogRevisions']['responses'][200]
>['items'][number];

const PAGE = 25;

type RevisionsFilter = {
  readonly kind?: CatalogKind | undefined;
  /** Of one object; the kind must be given, too. */
  readonly code?: string | undefined;
  readonly cursor?: string | undefined;
};

export const revisionsQuery = (api: Api, { kind, code, cursor }: RevisionsFilter, limit = PAGE) =>
  queryOptions({
    queryKey: ['catalog', 'revisions', { kind, code, cursor, limit }],
    queryFn: () =>
      answerOf(
        api.GET('/v1/catalog-revisions', {
          params: {
            query: {
              limit,
              ...(kind === undefined ? {} : { kind }),
              ...(code === undefined ? {} : { code }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** Which change it is; one version of the catalog may hold several. */
export type RevisionKey = Pick<Revision, 'catalogVersion' | 'kind' | 'code'>;

export const revisionQuery = (api: Api, { catalogVersion, kind, code }: RevisionKey) =>
  queryOptions({
    queryKey: ['catalog', 'revision', catalogVersion, kind, code],
    queryFn: () =>
      answerOf(
        api.GET('/v1/catalog-revisions/{catalogVersion}/{kind}/{code}', {
          params: { path: { catalogVersion: String(catalogVersion), kind, code } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** As it stands in addresses: 12.product.voice. Codes may have dots, the rest has none. */
export const revisionText = ({ catalogVersion, kind, code }: RevisionKey): string =>
  `${catalogVersion}.${kind}.${code}`;

export function parseRevision(text: string | undefined): RevisionKey | undefined {
  const [, version = '', word, code = ''] = /^(\d+)\.(\w+)\.(.+)$/.exec(text ?? '') ?? [];
  const kind = CATALOG_KINDS.find((row) => row.kind === word)?.kind;
  return kind === undefined ? undefined : { catalogVersion: Number(version), kind, code };
}
