import type * as z from 'zod';
import type { CatalogKind } from '../../../../../domain/catalog/catalog.ts';
import type { AnswerOf } from '../../../../../functions/http/contract/catalog/kinds.ts';

/** An object of a kind as the API answers it. */
export type ObjectOf<K extends CatalogKind> = z.input<AnswerOf<K>>;
