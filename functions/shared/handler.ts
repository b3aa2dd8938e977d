import type * as z from 'zod';
import type { Refusal } from '../../domain/refusal.ts';
import type { Result } from '../../domain/result.ts';
import type { OperationContract, OperationOf, RouteOf } from '../http/contract/operation.ts';
import type { Door } from '../http/routes/route.ts';
import type { Call } from '../use-cases/call.ts';
import type { Answer } from './answer.ts';

type PartOf<C, K extends 'path' | 'query' | 'body'> = C extends { readonly [P in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What a handler is given: parsed by the contract. `version` is the one that If-Match names; PUT and PATCH always have it. */
export type Input<O, C> = {
  readonly path: PartOf<C, 'path'>;
  readonly query: PartOf<C, 'query'>;
  readonly body: PartOf<C, 'body'>;
  readonly version: RouteOf<O>['method'] extends 'PUT' | 'PATCH' ? number : undefined;
};

/** Public routes know neither site nor operator. */
export type CallOf<O> = RouteOf<O> extends { readonly public: true } ? null : Call;

export type OperationHandler<O, C extends OperationContract> = (
  call: CallOf<O>,
  input: Input<O, C>,
) => Promise<Result<Answer<C>, Refusal>>;

/** The contracts of one door's routes. */
export type DoorContract<D extends Door> = { readonly [O in OperationOf<D>]: OperationContract };

/** One handler for every route of the door, no more and no fewer. */
export type DoorHandlers<D extends Door, C extends DoorContract<D>> = {
  readonly [O in OperationOf<D> & keyof C]: C[O] extends OperationContract ? OperationHandler<O, C[O]> : never;
};
