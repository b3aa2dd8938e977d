import type * as z from 'zod';
import type { Door, Role } from '../routes/route.ts';
import type { ROUTES } from '../routes.ts';

export type SuccessStatus = 200 | 201 | 202 | 204 | 302;

/**
 * What one operation takes and answers. The wire form of every schema is its input (`z.input`), in requests and in answers;
 * doors work with the output of the request schemas. `null`: an answer without a JSON body.
 */
export type OperationContract = {
  readonly summary: string;
  /** More than the summary says, for the published document. */
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media types beside JSON in which the body may come; then `body` is given its text. */
  readonly bodyTextTypes?: readonly string[];
  /** In bytes; 1 MiB, if not given. */
  readonly largestBody?: number;
  /** Media types beside JSON in which the answer may be asked for. */
  readonly answerTextTypes?: readonly string[];
  /** A body as one would send it, for the published document. A test reads it with `body`. */
  readonly example?: unknown;
  readonly responses: { readonly [S in SuccessStatus]?: z.ZodType | null };
};

/** Keeps the exact schemas in the type, so that handlers and the typed client know them. */
export const operation = <const C extends OperationContract>(contract: C): C => contract;

type AnyRoute = (typeof ROUTES)[number];

/** Every operation that a door must answer. */
export type OperationOf<D extends Door> = Extract<AnyRoute, { readonly door: D }>['operation'];

/** The route of an operation; its exact method, with the path possibly widened to its whole kind of route. */
export type RouteOf<O> = AnyRoute extends infer R
  ? R extends { readonly operation: infer Any; readonly method: string; readonly roles: readonly Role[] }
    ? O extends Any
      ? R
      : never
    : never
  : never;
