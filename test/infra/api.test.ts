import { expect, test } from 'vitest';
import type { Route } from '../../functions/http/routes/route.ts';
import { ROUTES } from '../../functions/http/routes.ts';
import { STAGES } from '../../infra/stages.ts';
import { createRouteTable } from '../../local/runtime/http/route-table.ts';
import { functionsOf } from './support/functions.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const routes: readonly Route[] = ROUTES;
const deployed = Object.values(app.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => ({
  ...Properties,
  routeKey: String(Properties.RouteKey),
}));
const integrations = app.findResources('AWS::ApiGatewayV2::Integration');
const findRoute = createRouteTable(deployed);

/** The deployed route that a request takes. */
function taken(method: string, path: string) {
  const found = findRoute(method, path.replaceAll(/\{\w+\}/g, '1001'))?.route;
  if (found === undefined) throw new Error(`${method} ${path} leads nowhere`);
  return found;
}

/** The name of the function that a deployed route leads to. */
function functionBehind({ Target }: ReturnType<typeof taken>): string | undefined {
  const target: { 'Fn::Join': [string, [string, { Ref: string }]] } = Target;
  const integration = integrations[target['Fn::Join'][1][1].Ref]?.['Properties'];
  expect(integration.PayloadFormatVersion).toBe('2.0');
  const logicalId: string = integration.IntegrationUri['Fn::GetAtt'][0];
  return functionsOf(app).find((fn) => fn.logicalId === logicalId)?.name;
}

test('the API has few of the 300 routes that an HTTP API takes', () => {
  expect(deployed.length).toBeLessThan(100);
});

test.for(routes)('$method $path leads to its door', ({ method, path, door }) => {
  expect(functionBehind(taken(method, path))).toBe(door);
});

test.for(routes.filter((route) => !route.public))('$method $path asks for a token', ({ method, path }) => {
  const { AuthorizationType, AuthorizerId } = taken(method, path);
  expect(AuthorizationType).toBe('JWT');
  expect(plain(AuthorizerId)).toMatch(/^HttpApiOperators/);
});

test.for(routes.filter((route) => route.public))('$method $path, marked public, asks for none', ({ method, path }) => {
  expect(taken(method, path).AuthorizationType).toBe('NONE');
});

test.for([
  ['GET', '/v1/nothing'],
  ['DELETE', '/v1/customers/1001'],
  ['POST', '/v1/documents/{token}'],
  ['GET', '/v1/documents/{token}/more'],
  ['GET', '/v1/'],
] as const)('%s %s, which is not there, asks for a token and gets its answer from a door', ([method, path]) => {
  const route = taken(method, path);
  expect(route.AuthorizationType).toBe('JWT');
  expect(functionBehind(route)).toBe('catalog');
});

test('only the description of the API and documents with their own secret are public', () => {
  const open = deployed.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
  expect(open.map(({ routeKey }) => routeKey).sort()).toEqual(['GET /v1/documents/{token}', 'GET /v1/openapi.json']);
});

test('no route catches the preflights of browsers, which bring no token', () => {
  expect(deployed.filter(({ routeKey }) => /^(ANY|OPTIONS|\$default)/.test(routeKey))).toEqual([]);
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
