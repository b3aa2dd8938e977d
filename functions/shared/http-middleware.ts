import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refusal } from '../../domain/refusal.ts';
import { CommitTooLarge } from '../adapters/dynamo/commit-too-large.ts';
import { InvalidCursor } from '../adapters/dynamo/cursor.ts';
import { LostRace } from '../use-cases/retry-conflicts.ts';
import { errorIds, log } from './log.ts';
import { faultProblem, refusalProblem } from './problem.ts';
import type { HttpEvent } from './read-request.ts';

type Middleware = middy.MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>;

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** One line a request: what was asked, what came of it, how long it took. */
export function logRequest(operationOf: (event: HttpEvent) => string): Middleware {
  const started = new WeakMap<object, number>();
  return {
    before: ({ event }) => {
      started.set(event, performance.now());
    },
    after: ({ event, response }) => {
      const status = response?.statusCode ?? 500;
      const site = event.requestContext.authorizer?.jwt?.claims?.['custom:site'];
      log(status >= 500 ? 'error' : 'info', 'request', {
        requestId: event.requestContext.requestId,
        operation: operationOf(event),
        site: typeof site === 'string' ? site : '',
        status,
        durationMs: Math.round(performance.now() - (started.get(event) ?? performance.now())),
      });
    },
  };
}

/** Nothing of an answer is cached or sniffed; a handler's own header wins. */
export const secureAnswer = (): Middleware => ({
  after: (request) => {
    if (request.response) request.response.headers = { ...SECURITY_HEADERS, ...request.response.headers };
  },
});

/** A fault is told by the request id alone; what happened is in the log. */
export const answerFault = (error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 => {
  if (error instanceof InvalidCursor) {
    return refusalProblem(
      refusal('request.malformed', `${error.message} Send it as the page before gave it.`),
      requestId,
    );
  }
  if (error instanceof CommitTooLarge) {
    log('warn', 'commit too large', { requestId, reason: error.message });
    return refusalProblem(refusal('contract.too_large', `${error.message} Make it in smaller steps.`), requestId);
  }
  if (error instanceof LostRace) {
    log('warn', 'lost race', { requestId, reason: error.message });
    return faultProblem('busy', requestId);
  }
  log('error', 'request failed', { requestId, ...errorIds(error) });
  return faultProblem('internal', requestId);
};
