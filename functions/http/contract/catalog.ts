import * as z from 'zod';
import type { CatalogKind } from '../../../domain/catalog/catalog.ts';
import type { DoorContract } from '../../shared/handler.ts';
import { CATALOG_KINDS, DELETABLE_KINDS, REPLACEABLE_KINDS } from '../routes/catalog.ts';
import { type AnswerOf, type BodyOf, KIND_SCHEMAS, type KindSchemas } from './catalog/kinds.ts';
import { catalogHistoryContract } from './catalog-history.ts';
import { code } from './identity.ts';
import type { OperationContract } from './operation.ts';
import { page, pageQuery } from './page.ts';

const path = z.strictObject({ code });
const CODE_STAYS = 'The code stays. What is in use keeps the fields that give stored amounts their meaning.';

/** A price or a discount that was wrong from its first day is put right, so that usage can be rated again. */
const correctionQuery = z.strictObject({
  correction: z.literal('true', { error: 'Use "true", or leave it out.' }).exactOptional().meta({
    description: 'Also what is in force may change: it was a mistake. What was charged stays until it is rated again.',
  }),
});
/** Kinds that a correction is for. */
const CORRECTABLE = ['product', 'discount'] as const satisfies readonly CatalogKind[];
type Correctable = (typeof CORRECTABLE)[number];
const isCorrectable = (kind: CatalogKind): kind is Correctable => CORRECTABLE.some((one) => one === kind);

type Words = { readonly summary: string; readonly description: string };
/** Written out, so that each kind's own schemas stay in the type, and the declared type stays short. */
type KindContract<B extends z.ZodType, A extends z.ZodObject> = {
  readonly list: {
    readonly summary: string;
    readonly query: typeof pageQuery;
    readonly responses: { readonly 200: Page<A> };
  };
  readonly create: Words & {
    readonly body: B;
    readonly example: unknown;
    readonly responses: { readonly 201: A };
  };
  readonly get: { readonly summary: string; readonly path: typeof path; readonly responses: { readonly 200: A } };
  readonly replace: Replacing<B, A>;
  readonly correct: Replacing<B, A> & { readonly query: typeof correctionQuery };
  readonly remove: Words & { readonly path: typeof path; readonly responses: { readonly 204: null } };
};
type Replacing<B extends z.ZodType, A extends z.ZodObject> = Words & {
  readonly path: typeof path;
  readonly body: B;
  readonly example: unknown;
  readonly responses: { readonly 200: A };
};
type Page<T extends z.ZodType> = z.ZodObject<
  { items: z.ZodArray<T>; nextCursor: z.ZodNullable<z.ZodString> },
  z.core.$strict
>;

/** The operations that a kind of catalog object can have. */
function kindContract<B extends z.ZodType, A extends z.ZodObject>({
  one,
  many,
  body,
  answer,
  example,
}: Omit<KindSchemas<B, A>, 'example'> & { readonly example: unknown }): KindContract<B, A> {
  const replace = {
    summary: `Replace ${one}`,
    description: CODE_STAYS,
    path,
    body,
    example,
    responses: { 200: answer },
  };
  return {
    list: { summary: `List ${many}, by code`, query: pageQuery, responses: { 200: page(answer) } },
    create: {
      summary: `Create ${one}`,
      description: 'Everything that it mentions must exist.',
      body,
      example,
      responses: { 201: answer },
    },
    get: { summary: `Get ${one}`, path, responses: { 200: answer } },
    replace,
    correct: { ...replace, query: correctionQuery },
    remove: {
      summary: `Delete ${one}`,
      description: 'Refused while anything refers to it.',
      path,
      responses: { 204: null },
    },
  };
}

type ContractOf<K extends CatalogKind> = KindContract<BodyOf<K>, AnswerOf<K>>;
type Kind = (typeof CATALOG_KINDS)[number];
type Replaceable = (typeof REPLACEABLE_KINDS)[number];
type Deletable = (typeof DELETABLE_KINDS)[number];

export type KindOperations = { readonly [R in Kind as `list${R['plural']}`]: ContractOf<R['kind']>['list'] } & {
  readonly [R in Kind as `create${R['name']}`]: ContractOf<R['kind']>['create'];
} & { readonly [R in Kind as `get${R['name']}`]: ContractOf<R['kind']>['get'] } & {
  readonly [R in Replaceable as `update${R['name']}`]: ContractOf<R['kind']>[R['kind'] extends Correctable
    ? 'correct'
    : 'replace'];
} & { readonly [R in Deletable as `delete${R['name']}`]: ContractOf<R['kind']>['remove'] };

function kindOperations(): KindOperations {
  const operations: Record<string, OperationContract> = {};
  for (const { kind, name, plural } of CATALOG_KINDS) {
    const { list, create, get } = kindContract<z.ZodType, z.ZodObject>(KIND_SCHEMAS[kind]);
    operations[`list${plural}`] = list;
    operations[`create${name}`] = create;
    operations[`get${name}`] = get;
  }
  for (const { kind, name } of REPLACEABLE_KINDS) {
    const { replace, correct } = kindContract<z.ZodType, z.ZodObject>(KIND_SCHEMAS[kind]);
    operations[`update${name}`] = isCorrectable(kind) ? correct : replace;
  }
  for (const { kind, name } of DELETABLE_KINDS)
    operations[`delete${name}`] = kindContract<z.ZodType, z.ZodObject>(KIND_SCHEMAS[kind]).remove;
  // One operation for each row above: the names are made from the rows, in the type as here.
  return operations as KindOperations;
}

export const catalogContract: KindOperations & typeof catalogHistoryContract = {
  ...kindOperations(),
  ...catalogHistoryContract,
} satisfies DoorContract<'catalog'>;
