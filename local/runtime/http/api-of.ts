import type { EngineRequest, EngineResponse } from '../../engines/http-server.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { ResolvedAssembly } from '../template/resolve-assembly.ts';
import { createApiGateway } from './api-gateway.ts';
import { apiRoutesOf } from './api-routes.ts';
import { createCors } from './cors.ts';

/** Puts the template's HTTP API together. */
export function apiOf(
  assembly: ResolvedAssembly,
  functionBy: (reference: string) => LocalFunction,
): (request: EngineRequest) => Promise<EngineResponse> {
  const [api] = assembly.ofType('AWS::ApiGatewayV2::Api');
  if (api === undefined) throw new Error('The template has no HTTP API');
  return createApiGateway({
    apiId: api.identity.ref,
    routes: apiRoutesOf(assembly, functionBy),
    cors: createCors(api.properties['CorsConfiguration']),
  });
}
