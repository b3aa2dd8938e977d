import { expect, test } from 'vitest';
import type { Route } from '../../functions/http/routes/route.ts';
import { ROUTES } from '../../functions/http/routes.ts';
import { STAGES } from '../../infra/stages.ts';
import { functionsOf } from './support/functions.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const routes: readonly Route[] = ROUTES;
const deployed = new Map(
  Object.values(app.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => [
    Properties.RouteKey,
    Properties,
  ]),
);
const integrations = app.findResources('AWS::ApiGatewayV2::Integration');

/** The name of the function that a route leads to. */
function functionBehind(routeKey: string): string | undefined {
  const target: { 'Fn::Join': [string, [string, { Ref: string }]] } = deployed.get(routeKey).Target;
  const integration = integrations[target['Fn::Join'][1][1].Ref]?.['Properties'];
  expect(integration.PayloadFormatVersion).toBe('2.0');
  const logicalId: string = integration.IntegrationUri['Fn::GetAtt'][0];
  return functionsOf(app).find((fn) => fn.logicalId === logicalId)?.name;
}

test('the API has the routes of the route table and no others', () => {
  expect([...deployed.keys()].map(String).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test.for(routes)('$method $path leads to its door', ({ method, path, door }) => {
  expect(functionBehind(`${method} ${path}`)).toBe(door);
});

test.for(routes.filter((route) => !route.public))('$method $path asks for a token', ({ method, path }) => {
  const { AuthorizationType, AuthorizerId } = deployed.get(`${method} ${path}`);
  expect(AuthorizationType).toBe('JWT');
  expect(plain(AuthorizerId)).toMatch(/^HttpApiOperators/);
});

test.for(routes.filter((route) => route.public))('$method $path, marked public, asks for none', ({ method, path }) => {
  expect(deployed.get(`${method} ${path}`).AuthorizationType).toBe('NONE');
});

test('only the description of the API and documents with their own secret are public', () => {
  const open = [...deployed.values()].filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
  expect(open.map(({ RouteKey }) => String(RouteKey)).sort()).toEqual([
    'GET /v1/documents/{token}',
    'GET /v1/openapi.json',
  ]);
});

test('a token opens the API when the operators pool made it for the console', () => {
  const [authorizer, ...others] = Object.values(app.findResources('AWS::ApiGatewayV2::Authorizer'));
  expect(others).toEqual([]);
  const { AuthorizerType, IdentitySource, JwtConfiguration } = authorizer?.['Properties'] ?? {};
  expect(AuthorizerType).toBe('JWT');
  expect(IdentitySource).toEqual(['$request.header.Authorization']);
  expect(plain(JwtConfiguration.Issuer)).toBe('OperatorsPool.ProviderURL');
  expect(JwtConfiguration.Audience.map(plain)).toEqual(['ConsoleClient']);
});

test('API Gateway may call each door, for this API alone', () => {
  const permissions = Object.values(app.findResources('AWS::Lambda::Permission')).map(({ Properties }) => Properties);
  const doors = new Set(routes.map(({ door }) => door));
  expect(permissions).toHaveLength(doors.size);
  for (const { Principal, SourceArn } of permissions) {
    expect(Principal).toBe('apigateway.amazonaws.com');
    expect(plain(SourceArn)).toContain(':HttpApi/*/*');
  }
});

test('the API is throttled as its stage says and writes a line for each request, without its query', () => {
  const [stage] = Object.values(app.findResources('AWS::ApiGatewayV2::Stage')).map(({ Properties }) => Properties);
  const { requestsPerSecond, burst } = STAGES.live.throttle;
  expect(stage).toMatchObject({
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: requestsPerSecond, ThrottlingBurstLimit: burst },
  });
  expect(plain(stage?.AccessLogSettings.DestinationArn)).toBe('HttpAccessLog.Arn');
  const line = JSON.parse(stage?.AccessLogSettings.Format ?? '{}');
  expect(line).toMatchObject({
    route: '$context.routeKey',
    status: '$context.status',
    operator: '$context.authorizer.claims.sub',
  });
  expect(stage?.AccessLogSettings.Format).not.toMatch(/path|querystring/i);
});

test('a deployed API lets no other origin call it from a browser, a local one its console', () => {
  const [live] = Object.values(app.findResources('AWS::ApiGatewayV2::Api')).map(({ Properties }) => Properties);
  expect(live?.CorsConfiguration).toBeUndefined();
  const local = synthesizeStacks('local').app;
  const [api] = Object.values(local.findResources('AWS::ApiGatewayV2::Api')).map(({ Properties }) => Properties);
  expect(api?.CorsConfiguration).toMatchObject({
    AllowOrigins: ['http://127.0.0.1:7411', 'http://localhost:7411'],
    AllowHeaders: expect.arrayContaining(['authorization', 'content-type', 'idempotency-key', 'if-match']),
    ExposeHeaders: expect.arrayContaining(['etag', 'location']),
  });
});
