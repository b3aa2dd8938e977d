import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { CONSOLE_PATHS } from '../../infra/constructs/console-paths.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app, consoleConfig } = synthesizeStacks('live');
const [distribution] = Object.values(app.findResources('AWS::CloudFront::Distribution')).map(
  ({ Properties }) => Properties.DistributionConfig,
);
const [headers] = Object.values(app.findResources('AWS::CloudFront::ResponseHeadersPolicy')).map(
  ({ Properties }) => Properties.ResponseHeadersPolicyConfig,
);

describe('the header that says what the console may load', () => {
  const policy = plain(headers?.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
  const directives = new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

  test('allows nothing that it does not name', () => {
    expect(directives.get('default-src')).toBe("'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  test.for(['script-src', 'style-src', 'font-src', 'form-action'])('lets %s be our own', (name) => {
    expect(directives.get(name)).toBe("'self'");
  });

  test.for(['base-uri', 'frame-ancestors'])('lets %s be nothing', (name) => {
    expect(directives.get(name)).toBe("'none'");
  });

  test('lets the console talk to its API and its sign-in alone', () => {
    expect(directives.get('connect-src')).toBe(
      "'self' HttpApi.ApiEndpoint https://cognito-idp.AWS::Region.AWS::URLSuffix " +
        'https://OperatorsPoolSignIn.auth.AWS::Region.amazoncognito.com',
    );
  });
});

test('the console cannot be framed, guessed at, downgraded or followed', () => {
  expect(headers?.SecurityHeadersConfig).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
  });
});

test('the same headers stand on pages and on answers of the API', () => {
  const [api] = distribution?.CacheBehaviors ?? [];
  expect(plain(distribution?.DefaultCacheBehavior.ResponseHeadersPolicyId)).toBe('ConsoleHostingHeaders');
  expect(plain(api.ResponseHeadersPolicyId)).toBe('ConsoleHostingHeaders');
});

test('nobody speaks to console or API in clear', () => {
  const [api] = distribution?.CacheBehaviors ?? [];
  expect(distribution?.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  expect(api).toMatchObject({ PathPattern: '/v1/*', ViewerProtocolPolicy: 'https-only' });
});

test('an error of the API reaches the console as it is', () => {
  expect(distribution?.CustomErrorResponses).toBeUndefined();
});

test('it is served from the cheapest edges', () => {
  expect(distribution?.PriceClass).toBe('PriceClass_100');
});

test('its files are read through this distribution alone', () => {
  const policies = Object.values(app.findResources('AWS::S3::BucketPolicy'));
  const allowed = policies
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Effect, Principal }) => Effect === 'Allow' && Principal.Service);
  expect(allowed.map(({ Action, Principal }) => `${Principal.Service} ${Action}`)).toEqual([
    'cloudfront.amazonaws.com s3:GetObject',
  ]);
  expect(plain(allowed[0].Condition.StringEquals['AWS:SourceArn'])).toContain(
    'distribution/ConsoleHostingDistribution',
  );
});

test('operators come back from signing in to the console and nowhere else', () => {
  const [client] = Object.values(app.findResources('AWS::Cognito::UserPoolClient')).map(({ Properties }) => Properties);
  expect(client).toMatchObject({
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['openid', 'email', 'profile'],
  });
  const origin = 'https://ConsoleHostingDistribution.DomainName';
  expect(client?.CallbackURLs.map(plain)).toEqual([`${origin}/signed-in`]);
  expect(client?.LogoutURLs.map(plain)).toEqual([`${origin}/`]);
});

test('a local console signs in from this machine', () => {
  const local = synthesizeStacks('local').app;
  const [client] = Object.values(local.findResources('AWS::Cognito::UserPoolClient')).map(
    ({ Properties }) => Properties,
  );
  expect(client?.CallbackURLs.map(plain)).toEqual(
    expect.arrayContaining(['http://127.0.0.1:7411/signed-in', 'http://localhost:7411/signed-in']),
  );
});

describe('paths', () => {
  const answerTo = (uri: string): string =>
    new Script(`${CONSOLE_PATHS}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`).runInNewContext();

  test.for([
    { path: '/', because: 'the start' },
    { path: '/customers/1001', because: 'a page of the console' },
    { path: '/customers/1001/bills', because: 'a page further down' },
    { path: '/catalog/plans/ev.2014', because: 'codes may hold dots' },
    { path: '/customers/assets/1', because: 'only the folder at the root holds files' },
  ])('$path answers with the one page: $because', ({ path }) => {
    expect(answerTo(path)).toBe('/index.html');
  });

  test.for(['/assets/index-1a2b3c4d.js', '/assets/fonts/inter.woff2', '/config.json', '/favicon.svg', '/index.html'])(
    '%s answers with that file',
    (path) => {
      expect(answerTo(path)).toBe(path);
    },
  );
});

describe('a release', () => {
  const uploads = Object.values(app.findResources('Custom::CDKBucketDeployment'));
  const [hashed] = uploads.filter(({ Properties }) => Properties.Include);
  const [root] = uploads.filter(({ Properties }) => !Properties.Include);

  test('lets browsers keep hashed files for ever and ask for everything else', () => {
    expect(hashed?.['Properties']).toMatchObject({
      Include: ['assets/*'],
      SystemMetadata: { 'cache-control': 'max-age=31536000, immutable' },
    });
    expect(root?.['Properties']).toMatchObject({
      Exclude: ['assets/*', '.vite/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionPaths: ['/*'],
    });
  });

  test('puts the page in place after the files that it names, and keeps those of pages still open', () => {
    const [hashedId] = Object.entries(app.findResources('Custom::CDKBucketDeployment')).filter(
      ([, { Properties }]) => Properties.Include,
    )[0] ?? [''];
    expect(root?.['DependsOn']).toContain(hashedId);
    expect(uploads.map(({ Properties }) => Properties.Prune)).toEqual([false, false]);
  });

  test('tells the console where it is deployed', () => {
    const config: Readonly<Record<string, string>> = JSON.parse(consoleConfig ?? '{}');
    const markers: Readonly<Record<string, unknown>> = Object.assign({}, ...(root?.['Properties'].SourceMarkers ?? []));
    const filledIn = (value: string) => value.replace(/<<marker:\S+?>>/g, (marker) => plain(markers[marker]));
    expect(Object.entries(config).map(([key, value]) => [key, filledIn(value)])).toEqual([
      ['apiUrl', 'https://ConsoleHostingDistribution.DomainName'],
      ['authority', 'OperatorsPool.ProviderURL'],
      ['clientId', 'ConsoleClient'],
      ['cognitoDomain', 'https://OperatorsPoolSignIn.auth.AWS::Region.amazoncognito.com'],
      ['environment', 'live'],
    ]);
  });

  test('is left out where something else serves the console', () => {
    expect(synthesizeStacks('local').app.findResources('Custom::CDKBucketDeployment')).toEqual({});
  });
});
