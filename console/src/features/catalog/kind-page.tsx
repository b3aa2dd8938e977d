import type { ComponentType, ReactElement } from 'react';
import type { Page } from '../../lib/answers.ts';
import type { Api } from '../../lib/api.ts';
import type { Column } from '../../ui/data-table.tsx';
import type { CatalogPath } from './catalog-groups.ts';
import { ObjectPage } from './object-page.tsx';
import { ObjectsTable } from './objects-table.tsx';

/** What every catalog object has. */
export type CatalogObject = { readonly code: string; readonly name: string; readonly description?: string };

export type PlaceQuery = { readonly limit: number; readonly cursor?: string };

/** What is particular to a kind: where its objects come from, and how they are told. */
export type KindParts<T extends CatalogObject> = {
  readonly path: CatalogPath;
  readonly list: (api: Api, query: PlaceQuery) => Promise<Page<T>>;
  readonly get: (api: Api, code: string) => Promise<T>;
  /** Beside the name. A hook, so that it may ask for what amounts are written with. */
  readonly useColumns: () => readonly Column<T>[];
  /** Everything about one object but its name, code and description. */
  readonly Body: ComponentType<{ readonly of: T }>;
  readonly status?: (one: T) => string;
};

export type KindPage = {
  readonly list: () => ReactElement;
  readonly detail: (code: string) => ReactElement;
};

/** The two pages of a kind: all its objects, and one. */
export const kindPage = <T extends CatalogObject>(parts: KindParts<T>): KindPage => ({
  list: () => <ObjectsTable key={parts.path} parts={parts} />,
  detail: (code) => <ObjectPage key={`${parts.path} ${code}`} parts={parts} code={code} />,
});
