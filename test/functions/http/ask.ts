import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { OperationContract } from '../../../functions/http/contract/operation.ts';
import { ROUTES } from '../../../functions/http/routes.ts';
import type { HttpHandler } from '../../../functions/shared/http-door.ts';
import { SITE } from './test-site.ts';

process.env['LOG_LEVEL'] = 'silent';

export type Ask = {
  /** The claim of groups as the host writes it; null asks without a token. */
  readonly as?: string | readonly string[] | null;
  readonly site?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** A text is sent as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Told = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, checked against the contract before
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly etag: string;
};

const routeOf = (operation: string) => {
  const route = ROUTES.find((one) => one.operation === operation);
  if (route === undefined) throw new Error(`no operation ${operation}`);
  return route;
};

/**
 * Asks a door as the gateway would, and checks the answer against the contract: a body that the contract does not describe
 * fails the test that got it.
 */
export const askDoor = (handler: HttpHandler, contract: Readonly<Record<string, OperationContract>>) => {
  const contracts = new Map<string, OperationContract>(Object.entries(contract));
  return async (operation: string, ask: Ask = {}): Promise<Told> => {
    const { as = '[admin]', site = SITE, path = {}, query, body, headers = {} } = ask;
    const route = routeOf(operation);
    // Decoded, as the gateway hands it on.
    const rawPath = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
    const answer = await handler(
      {
        version: '2.0',
        routeKey: `${route.method} ${route.path}`,
        rawPath,
        rawQueryString: new URLSearchParams(query).toString(),
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(query === undefined ? {} : { queryStringParameters: query }),
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        isBase64Encoded: false,
        requestContext: {
          requestId: 'request-1',
          http: { method: route.method },
          ...(as === null
            ? {}
            : {
                authorizer: {
                  jwt: {
                    claims: {
                      email: 'operator@example.com',
                      'custom:site': site,
                      'cognito:groups': as,
                    },
                  },
                },
              }),
        },
      },
      {} as Context,
    );
    const status = answer.statusCode ?? 0;
    const isJson = /json/.test(String(answer.headers?.['content-type'] ?? ''));
    const told = typeof answer.body === 'string' && isJson ? JSON.parse(answer.body) : answer.body;
    if (status < 300) {
      const promised = contracts.get(operation)?.responses;
      const schema = Object.entries(promised ?? {}).find(([code]) => code === `${status}`)?.[1];
      if (schema === undefined) throw new Error(`${operation} does not promise ${status}`);
      if (schema !== null && isJson) {
        const checked = schema.safeParse(told);
        if (!checked.success) throw new Error(`${operation}: ${z.prettifyError(checked.error)}`);
      }
    }
    return { status, body: told, headers: answer.headers ?? {}, etag: String(answer.headers?.['etag'] ?? '') };
  };
};
