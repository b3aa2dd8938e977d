import type * as z from 'zod';
import type { AnswerOf } from '../../../../../functions/http/contract/catalog/kinds.ts';
import type { CatalogKind } from '../catalog-groups.ts';

/** An object of a kind as the API answers it. */
export type ObjectOf<K extends CatalogKind> = z.input<AnswerOf<K>>;
