import * as z from 'zod';
import type { LocalFunction } from '../functions/local-function.ts';
import type { ResolvedAssembly, ResolvedResource } from '../template/resolve-assembly.ts';
import type { ApiRoute } from './api-gateway.ts';
import { createJwtAuthorizer, type JwtAuthorizer } from './jwt-authorizer.ts';

const routeProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const integrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/** Connects the template's routes with functions and authorizers. */
export function apiRoutesOf(
  assembly: ResolvedAssembly,
  functionBy: (reference: string) => LocalFunction,
): readonly ApiRoute[] {
  const integrations = new Map(
    assembly
      .ofType('AWS::ApiGatewayV2::Integration')
      .map(({ identity, properties }) => [identity.ref, integrationProperties.parse(properties)]),
  );
  const authorizers = new Map<string, JwtAuthorizer>(
    assembly
      .ofType('AWS::ApiGatewayV2::Authorizer')
      .map(({ identity, properties }) => [identity.ref, createJwtAuthorizer(properties)]),
  );
  return assembly.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = routeProperties.parse(resource.properties);
    const integration = found(integrations.get(route.Target.replace('integrations/', '')), resource, route.Target);
    const authorizer =
      route.AuthorizationType === 'NONE'
        ? null
        : found(authorizers.get(route.AuthorizerId ?? ''), resource, `authorizer ${route.AuthorizerId}`);
    return {
      routeKey: route.RouteKey,
      fn: functionBy(functionArnIn(integration.IntegrationUri)),
      authorizer,
      scopes: route.AuthorizationScopes,
    };
  });
}

/** The URI is the function's ARN, or API Gateway's own ARN around it. */
function functionArnIn(uri: string): string {
  return /arn:[^/]+:function:[^/]+/.exec(uri)?.[0] ?? uri;
}

function found<T>(value: T | undefined, { logicalId }: ResolvedResource, name: string): T {
  if (value === undefined) throw new Error(`Route ${logicalId} names ${name}, which the template does not have`);
  return value;
}
