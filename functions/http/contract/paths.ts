import type * as z from 'zod';
import type { CATALOG_KINDS, DELETABLE_KINDS, REPLACEABLE_KINDS } from '../routes/catalog.ts';
import type { Operation, ROUTES } from '../routes.ts';
import type { CONTRACT } from './contract.ts';
import type { OperationContract } from './operation.ts';
import type { problemBody } from './problem-body.ts';

type Contract = typeof CONTRACT;
type Kind = (typeof CATALOG_KINDS)[number];
type Replaceable = (typeof REPLACEABLE_KINDS)[number];
type Deletable = (typeof DELETABLE_KINDS)[number];

/** The routes of a kind of catalog objects, each with its own path: in ROUTES they share one type. */
type MadeRow<K extends Kind> = K extends Kind
  ?
      | { method: 'GET'; path: `/v1/${K['path']}`; operation: `list${K['plural']}` }
      | { method: 'POST'; path: `/v1/${K['path']}`; operation: `create${K['name']}` }
      | { method: 'GET'; path: `/v1/${K['path']}/{code}`; operation: `get${K['name']}` }
  : never;
type ReplaceRow<K extends Replaceable> = K extends Kind
  ? { method: 'PUT'; path: `/v1/${K['path']}/{code}`; operation: `update${K['name']}` }
  : never;
type DeleteRow<K extends Deletable> = K extends Kind
  ? { method: 'DELETE'; path: `/v1/${K['path']}/{code}`; operation: `delete${K['name']}` }
  : never;
type KindRow = MadeRow<Kind> | ReplaceRow<Replaceable> | DeleteRow<Deletable>;
/** Routes that are written out one by one have their own types already. */
type NamedRow = Extract<(typeof ROUTES)[number], { readonly operation: Exclude<Operation, KindRow['operation']> }>;
type Row = KindRow | NamedRow;

type Content<T> = { content: { 'application/json': T } };
type ProblemContent = { content: { 'application/problem+json': z.output<typeof problemBody> } };
type Optional<T> = Partial<T> extends T ? true : false;

type PathPart<C> = C extends { readonly path: infer S extends z.ZodType } ? { path: z.input<S> } : { path?: never };
type QueryPart<C> = C extends { readonly query: infer S extends z.ZodType }
  ? Optional<z.input<S>> extends true
    ? { query?: z.input<S> }
    : { query: z.input<S> }
  : { query?: never };
type HeaderPart<M> = M extends 'PUT' | 'PATCH'
  ? { header: { 'if-match': string } }
  : M extends 'POST'
    ? { header?: { 'idempotency-key'?: string } }
    : { header?: never };
type BodyPart<C> = C extends { readonly body: infer S extends z.ZodType }
  ? undefined extends z.input<S>
    ? { requestBody?: Content<Exclude<z.input<S>, undefined>> }
    : { requestBody: Content<z.input<S>> }
  : { requestBody?: never };
type Responses<C extends OperationContract> = {
  [S in keyof C['responses']]: C['responses'][S] extends z.ZodType
    ? Content<z.input<C['responses'][S]>>
    : { content?: never };
} & { default: ProblemContent };

type OperationShape<C, M> = C extends OperationContract
  ? { parameters: PathPart<C> & QueryPart<C> & HeaderPart<M>; responses: Responses<C> } & BodyPart<C>
  : never;

type RowsOf<P> = Extract<Row, { readonly path: P }>;
type MethodsOf<P> = {
  [M in RowsOf<P>['method'] as Lowercase<M>]: Extract<RowsOf<P>, { readonly method: M }>['operation'] extends infer O
    ? O extends keyof Contract
      ? OperationShape<Contract[O], M>
      : never
    : never;
};

/**
 * The whole API as the type that openapi-fetch wants: `createClient<Paths>()`. Made from ROUTES and CONTRACT alone, so that
 * the console's client changes with the contract and nothing is generated.
 */
export type Paths = { [P in Row['path']]: MethodsOf<P> };
