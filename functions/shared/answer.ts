import type * as z from 'zod';
import { ok } from '../../domain/result.ts';
import type { OperationContract, SuccessStatus } from '../http/contract/operation.ts';

/** The wire form of a schema, taken from values that nobody may change. */
export type Wire<S extends z.ZodType> = Unchanging<z.input<S>>;
type Unchanging<T> = T extends readonly (infer I)[]
  ? readonly Unchanging<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T;

type BodyOf<S> = S extends z.ZodType ? { readonly body: Wire<S> } : { readonly body?: undefined };

/** Any answer that the contract allows. `version` becomes the ETag; give it with every single record. */
export type Answer<C extends OperationContract> = {
  [S in keyof C['responses'] & SuccessStatus]: { readonly status: S } & BodyOf<C['responses'][S]> & AnswerExtras;
}[keyof C['responses'] & SuccessStatus];

export type AnswerExtras = {
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The same in another media type: what is sent unless the caller asks for JSON. */
  readonly text?: { readonly type: string; readonly content: string };
};

/** A successful answer with a body. */
export const answer = <S extends SuccessStatus, B>(status: S, body: B, extras: AnswerExtras = {}) =>
  ok({ status, body, ...extras });

/** Done, and nothing to say. */
export const noContent = () => ok({ status: 204 as const });
