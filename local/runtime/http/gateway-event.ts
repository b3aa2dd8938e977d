import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { EngineRequest } from '../../engines/http-server.ts';
import { ACCOUNT_ID } from '../template/pseudo-parameters.ts';
import type { JwtIdentity } from './jwt-authorizer.ts';

type RequestContext = APIGatewayProxyEventV2['requestContext'];

/** A payload of version 2.0; on a public route it has no authorizer. */
export type GatewayEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & {
  readonly requestContext: RequestContext & { readonly authorizer?: { readonly jwt: JwtIdentity } };
};

export type GatewayRequest = {
  readonly request: EngineRequest;
  readonly apiId: string;
  readonly routeKey: string;
  /** The path as the gateway decoded it. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly identity: JwtIdentity | null;
};

const TEXT_BODY = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|application\/[^;]+\+(json|xml))/i;

/** Writes a request as the gateway hands it to a function. */
export function gatewayEvent({
  request,
  apiId,
  routeKey,
  path,
  pathParameters,
  identity,
}: GatewayRequest): GatewayEvent {
  const headers = joinedHeaders(request);
  const now = new Date();
  const isText = TEXT_BODY.test(headers['content-type'] ?? 'text/plain');
  const cookies = cookiesOf(request);
  const query = joinedQuery(request);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: request.rawQuery,
    headers,
    ...(cookies.length > 0 ? { cookies } : {}),
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters: { ...pathParameters } } : {}),
    ...(request.body.length > 0 ? { body: request.body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !isText,
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId,
      ...(identity === null ? {} : { authorizer: { jwt: identity } }),
      domainName: headers['host'] ?? '',
      domainPrefix: apiId,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
  };
}

/** Lower-case names, values of a repeated header joined by commas; cookies have a field of their own. */
export function joinedHeaders({ headers }: EngineRequest): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name !== 'cookie' && value !== undefined) joined[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return joined;
}

export function joinedQuery({ query }: EngineRequest): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function cookiesOf({ headers }: EngineRequest): string[] {
  return headers.cookie === undefined ? [] : headers.cookie.split('; ');
}

/** `22/Nov/2026:08:40:00 +0000` */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+) GMT/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
