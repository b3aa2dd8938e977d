import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';

/** An `AWS::ApiGatewayV2::Authorizer` for JSON web tokens. */
export const jwtAuthorizerProperties = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.string()).default(['$request.header.Authorization']),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

export type JwtIdentity = {
  /** Every claim as text, lists as `[a b]`: so the gateway hands them to the function. */
  readonly claims: Readonly<Record<string, string>>;
  /** Null when the route asks for none. */
  readonly scopes: readonly string[] | null;
};

/** `unauthorized` becomes 401, `forbidden` 403. */
export type Admission =
  | { readonly outcome: 'admitted'; readonly identity: JwtIdentity }
  | { readonly outcome: 'unauthorized' | 'forbidden' };

export type TokenRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Scopes of the route: the token needs one of them, when there are any. */
  readonly routeScopes: readonly string[];
};

export type JwtAuthorizer = (request: TokenRequest) => Promise<Admission>;

/** Checks signature (keys from the issuer), issuer, audience, `exp`, `nbf` and `iat`, as API Gateway documents it. */
export function createJwtAuthorizer(properties: unknown): JwtAuthorizer {
  const { IdentitySource, JwtConfiguration } = jwtAuthorizerProperties.parse(properties);
  const { Issuer: issuer, Audience: audiences } = JwtConfiguration;
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return async ({ headers, query, routeScopes }) => {
    const token = tokenFrom(IdentitySource, headers, query);
    if (token === null) return { outcome: 'unauthorized' };
    const payload = await jwtVerify(token, keys, { issuer, algorithms: ['RS256', 'RS384', 'RS512'] }).then(
      (verified) => verified.payload,
      () => null, // whatever is wrong with it, the caller learns only that it does not open
    );
    if (payload === null || !isMeantForUs(payload, audiences) || isFromTheFuture(payload))
      return { outcome: 'unauthorized' };
    const scopes = scopesOf(payload);
    const isAllowed = routeScopes.length === 0 || routeScopes.some((scope) => scopes.includes(scope));
    if (!isAllowed) return { outcome: 'forbidden' };
    return {
      outcome: 'admitted',
      identity: { claims: claimsAsText(payload), scopes: routeScopes.length > 0 ? scopes : null },
    };
  };
}

/** First of the sources that is there. The word Bearer is optional, as with the gateway. */
function tokenFrom(
  sources: readonly string[],
  headers: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): string | null {
  for (const source of sources) {
    const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value = kind === 'header' ? headers[name.toLowerCase()] : query[name];
    if (value !== undefined) return value.replace(/^Bearer\s+/i, '');
  }
  return null;
}

/** `client_id` counts only when there is no `aud`: access tokens of Cognito have none. */
function isMeantForUs(payload: JWTPayload, audiences: readonly string[]): boolean {
  const claimed = payload.aud ?? payload['client_id'];
  const list = Array.isArray(claimed) ? claimed : [claimed];
  return list.some((audience) => typeof audience === 'string' && audiences.includes(audience));
}

function isFromTheFuture({ iat, exp }: JWTPayload): boolean {
  return exp === undefined || (iat !== undefined && iat > Math.floor(Date.now() / 1000));
}

function scopesOf(payload: JWTPayload): readonly string[] {
  const scope = payload['scope'] ?? payload['scp'];
  return typeof scope === 'string' ? scope.split(' ') : [];
}

function claimsAsText(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimAsText(value)]));
}

function claimAsText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimAsText).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
