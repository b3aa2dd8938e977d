import type { EngineRequest, EngineResponse } from '../../engines/http-server.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { Cors } from './cors.ts';
import { gatewayAnswer, gatewayMessage } from './gateway-answer.ts';
import { gatewayEvent, joinedHeaders, joinedQuery } from './gateway-event.ts';
import type { Admission, JwtAuthorizer } from './jwt-authorizer.ts';
import { createRouteTable } from './route-table.ts';

export type ApiRoute = {
  readonly routeKey: string;
  readonly fn: LocalFunction;
  /** Null: anyone may call. */
  readonly authorizer: JwtAuthorizer | null;
  readonly scopes: readonly string[];
};

export type ApiOptions = { readonly apiId: string; readonly routes: readonly ApiRoute[]; readonly cors: Cors | null };

/** Lambda takes 6 MB an invocation; the event around the body needs a little of it. */
const FUNCTION_BODY_BYTES = 5_900_000;

/**
 * An HTTP API: preflight, route, authorizer, function, answer. A preflight is the gateway's own business unless a route catches it
 * (ANY or $default would, and their authorizer refuses it). Throttling belongs to the deployed one.
 */
export function createApiGateway({
  apiId,
  routes,
  cors,
}: ApiOptions): (request: EngineRequest) => Promise<EngineResponse> {
  const findRoute = createRouteTable(routes);
  return async (request) => {
    const { origin } = request.headers;
    const path = decodedPath(request.path);
    const found = path === null ? null : findRoute(request.method, path);
    const asksFirst = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (cors !== null && asksFirst && found === null) return { status: 204, headers: cors.preflightHeaders(origin) };
    const answer =
      found === null || path === null
        ? gatewayMessage(404, 'Not Found')
        : await answerRoute({ request, apiId, path, route: found.route, pathParameters: found.pathParameters });
    return { ...answer, headers: { ...answer.headers, ...cors?.answerHeaders(origin) } };
  };
}

type RoutedRequest = {
  readonly request: EngineRequest;
  readonly apiId: string;
  readonly path: string;
  readonly route: ApiRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
};

async function answerRoute({ request, apiId, path, route, pathParameters }: RoutedRequest): Promise<EngineResponse> {
  const admission = await admit(route, request);
  if (admission.outcome === 'unauthorized') {
    return gatewayMessage(401, 'Unauthorized', { 'www-authenticate': 'Bearer' });
  }
  if (admission.outcome === 'forbidden') return gatewayMessage(403, 'Forbidden');
  if (request.body.length > FUNCTION_BODY_BYTES) return gatewayMessage(413, 'Request Entity Too Large');
  const identity = admission.outcome === 'admitted' ? admission.identity : null;
  const event = gatewayEvent({ request, apiId, routeKey: route.routeKey, path, pathParameters, identity });
  try {
    return gatewayAnswer(await route.fn.invoke(event));
  } catch {
    return gatewayMessage(500, 'Internal Server Error'); // the function's log has the error
  }
}

async function admit(
  { authorizer, scopes }: ApiRoute,
  request: EngineRequest,
): Promise<Admission | { readonly outcome: 'public' }> {
  if (authorizer === null) return { outcome: 'public' };
  return authorizer({ headers: joinedHeaders(request), query: joinedQuery(request), routeScopes: scopes });
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
