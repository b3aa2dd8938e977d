import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { type FieldProblem, type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { OperationContract } from '../http/contract/operation.ts';
import type { Route } from '../http/routes/route.ts';
import { fieldProblems } from './field-problems.ts';
import type { Variables } from './find-route.ts';

const LARGEST_BODY = 1024 * 1024;
const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i;
const ETAG = /^(?:W\/)?"(\d{1,15})"$/;

/**
 * Half a character can only come escaped, and what JSON.stringify writes escaped is a half: pairs it writes as they are. No store keeps one,
 * so two texts could become one.
 */
const SURROGATE = /\\u[dD][89a-fA-F]/;
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** The event of the HTTP API, as far as the doors read it. */
export type HttpEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & {
  readonly requestContext: {
    readonly requestId: string;
    readonly http: { readonly method: string };
    readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> } };
  };
};

export type ReadRequest = {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** What If-Match names; PUT and PATCH only. */
  readonly version: number | undefined;
};

const bodyText = ({ body, isBase64Encoded }: HttpEvent): string => {
  if (body === undefined) return '';
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
};

function readBody(
  { bodyTextTypes = [], largestBody = LARGEST_BODY }: OperationContract,
  event: HttpEvent,
): Result<unknown, Refusal> {
  const text = bodyText(event);
  if (Buffer.byteLength(text) > largestBody) {
    const mebibytes = largestBody / 1024 / 1024;
    return err(refusal('request.too_large', `Keep the body under ${mebibytes} MiB; send large lists in parts.`));
  }
  if (text === '') return ok(undefined);
  const type = event.headers['content-type'] ?? '';
  if (bodyTextTypes.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) return ok(text);
  if (!JSON_TYPE.test(type)) {
    const types = ['application/json', ...bodyTextTypes].join(' or ');
    const what = bodyTextTypes.length === 0 ? 'Send JSON and say so' : 'Say what you send';
    return err(refusal('request.media_type', `${what} with the header content-type: ${types}.`));
  }
  try {
    const body: unknown = JSON.parse(text);
    if (SURROGATE.test(text) && LONE_SURROGATE.test(JSON.stringify(body))) {
      return err(refusal('request.malformed', 'A text in the body has half a character. Send whole characters.'));
    }
    return ok(body);
  } catch {
    return err(refusal('request.malformed', 'The body is not valid JSON.'));
  }
}

/** The version that the caller read and now changes. */
function readVersion(route: Route, event: HttpEvent): Result<number | undefined, Refusal> {
  if (route.method !== 'PUT' && route.method !== 'PATCH') return ok(undefined);
  const header = event.headers['if-match'];
  if (header === undefined) {
    return err(refusal('request.precondition_missing', 'Read it first and send its ETag in the header If-Match.'));
  }
  const digits = ETAG.exec(header.trim())?.[1];
  if (digits === undefined) {
    return err(refusal('request.malformed', 'Send If-Match exactly as the ETag was given, for example "3".'));
  }
  return ok(parseInt(digits, 10));
}

function check(schema: z.ZodType | undefined, value: unknown, root: string, errors: FieldProblem[]): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  errors.push(...fieldProblems(root, parsed.error.issues));
  return undefined;
}

/** Reads path, query, body and If-Match of a request by the operation's contract. */
export function readRequest(
  route: Route,
  contract: OperationContract,
  variables: Variables,
  event: HttpEvent,
): Result<ReadRequest, Refusal> {
  const path = contract.path?.safeParse(variables);
  // An id of the wrong form names nothing.
  if (path !== undefined && !path.success) return err(refusal('request.not_found', 'Nothing has such an id or code.'));
  const version = readVersion(route, event);
  if (!version.ok) return version;
  const sent = contract.body === undefined ? ok(undefined) : readBody(contract, event);
  if (!sent.ok) return sent;

  const errors: FieldProblem[] = [];
  const query = check(contract.query, event.queryStringParameters ?? {}, '/query', errors);
  const body = check(contract.body, sent.value, '', errors);
  if (errors.length > 0) return err(refusal('request.invalid', 'Correct the fields listed under errors.', errors));
  return ok({ path: path?.data, query, body, version: version.value });
}

/** The raw body, for telling two requests apart. */
export const rawBody = bodyText;
