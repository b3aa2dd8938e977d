import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { EngineRequest } from '../http-server.ts';

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

const REQUIRED = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
] as const;
const LONGEST_SECONDS = 604_800;
const CLOCK_SKEW_MS = 15 * 60_000;

/**
 * A link that was signed by query (Signature Version 4): refuses one that has expired, was changed, or was signed with
 * other keys. This is what makes a local "the link no longer works" mean the same as in the cloud.
 */
export function verifyPresigned(
  request: EngineRequest,
  { credentials, now }: { credentials: Credentials; now: number },
): void {
  const given = readParameters(request.query);
  const signedAt = parseAmzDate(given['X-Amz-Date']);
  const seconds = Number(given['X-Amz-Expires']);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_SECONDS) {
    throw malformed(`X-Amz-Expires must be a whole number of seconds between 1 and ${LONGEST_SECONDS}.`);
  }
  if (signedAt > now + CLOCK_SKEW_MS) throw denied('Request is not valid yet');
  if (now > signedAt + seconds * 1000) throw denied('Request has expired');
  const [accessKeyId, ...scope] = given['X-Amz-Credential'].split('/');
  if (accessKeyId !== credentials.accessKeyId) {
    throw new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403);
  }
  const expected = signature({ request, given, scope, secret: credentials.secretAccessKey });
  const actual = Buffer.from(given['X-Amz-Signature']);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    const message = 'The request signature we calculated does not match the signature you provided.';
    throw new AwsError('SignatureDoesNotMatch', message, 403);
  }
}

type Parameters = Readonly<Record<(typeof REQUIRED)[number], string>>;

function readParameters(query: URLSearchParams): Parameters {
  const read = (name: (typeof REQUIRED)[number]) => {
    const value = query.get(name);
    if (value === null) throw malformed(`Query-string authentication requires ${REQUIRED.join(', ')}.`);
    return value;
  };
  if (read('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw malformed('X-Amz-Algorithm only supports AWS4-HMAC-SHA256.');
  return {
    'X-Amz-Algorithm': read('X-Amz-Algorithm'),
    'X-Amz-Credential': read('X-Amz-Credential'),
    'X-Amz-Date': read('X-Amz-Date'),
    'X-Amz-Expires': read('X-Amz-Expires'),
    'X-Amz-SignedHeaders': read('X-Amz-SignedHeaders'),
    'X-Amz-Signature': read('X-Amz-Signature'),
  };
}

function signature(signed: {
  readonly request: EngineRequest;
  readonly given: Parameters;
  readonly scope: readonly string[];
  readonly secret: string;
}): Buffer {
  const { request, given, scope, secret } = signed;
  const headerNames = given['X-Amz-SignedHeaders'].split(';');
  const headers = headerNames.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonicalRequest = [
    request.method,
    request.path
      .split('/')
      .map((part) => encodeStrictly(decodeURIComponent(part)))
      .join('/'),
    canonicalQuery(request.rawQuery),
    headers.join(''),
    given['X-Amz-SignedHeaders'],
    request.query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const digest = createHash('sha256').update(canonicalRequest).digest('hex');
  const text = ['AWS4-HMAC-SHA256', given['X-Amz-Date'], scope.join('/'), digest].join('\n');
  const key = scope.reduce((step: Buffer | string, part) => hmac(step, part), `AWS4${secret}`);
  return Buffer.from(hmac(key, text).toString('hex'));
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${encodeStrictly(decodeURIComponent(name))}=${encodeStrictly(decodeURIComponent(value.join('=')))}`;
    })
    .sort()
    .join('&');
}

/** RFC 3986: encodeURIComponent leaves five characters that the signature encodes. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `20261122T085224Z` */
function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const denied = (message: string) => new AwsError('AccessDenied', message, 403);
const malformed = (message: string) => new AwsError('AuthorizationQueryParametersError', message);
