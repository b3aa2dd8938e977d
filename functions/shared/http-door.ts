import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { OperationContract } from '../http/contract/operation.ts';
import type { Door, Route } from '../http/routes/route.ts';
import { ROUTES } from '../http/routes.ts';
import type { Records, SiteTime } from '../ports.ts';
import type { Call } from '../use-cases/call.ts';
import type { AnswerExtras } from './answer.ts';
import { type Asked, routeFinder, type Variables } from './find-route.ts';
import type { DoorContract, DoorHandlers } from './handler.ts';
import { answerFault, logRequest, secureAnswer } from './http-middleware.ts';
import { AnsweredMeanwhile, type Attempt, beginAttempt, requestHash, unremembered } from './idempotency.ts';
import { admits, type Operator, operatorOf } from './operator.ts';
import { refusalProblem } from './problem.ts';
import { type HttpEvent, type ReadRequest, rawBody, readRequest } from './read-request.ts';

type HttpAnswer = APIGatewayProxyStructuredResultV2;
type AnyAnswer = AnswerExtras & { readonly status: number; readonly body?: unknown };
type AnyHandler = (call: Call | null, input: ReadRequest) => Promise<Result<AnyAnswer, Refusal>>;
type Operation = { readonly route: Route; readonly contract: OperationContract; readonly handler: AnyHandler };

/** What every door needs besides its handlers. */
export type DoorPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site' | 'now'>;
  /** Milliseconds of the machine's clock; only for forgetting idempotency keys. */
  readonly systemNow?: () => number;
};

const wantsJson = ({ headers }: HttpEvent): boolean => /\bapplication\/json\b/i.test(headers['accept'] ?? '');

/** The answer as sent: JSON, or the text that a handler gave beside it. */
function successAnswer({ status, body, version, headers, text }: AnyAnswer, event: HttpEvent): HttpAnswer {
  const asText = text !== undefined && !wantsJson(event);
  return {
    statusCode: status,
    headers: {
      ...(body === undefined ? {} : { 'content-type': asText ? text.type : 'application/json' }),
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: asText ? text.content : JSON.stringify(body) }),
  };
}

const replay = ({ status, body }: { readonly status: number; readonly body: string }): HttpAnswer => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
  body,
});

/** Who asks, if the route admits them. Public routes are asked by nobody. */
function admit(route: Route, event: HttpEvent): Result<Operator | null, Refusal> {
  if (route.public === true) return ok(null);
  const operator = operatorOf(event.requestContext.authorizer?.jwt?.claims);
  if (operator === null) {
    return err(refusal('request.unauthenticated', 'Send the ID token of an operator of a site.'));
  }
  if (admits(route.roles, operator)) return ok(operator);
  return err(refusal('request.forbidden', `This needs one of the roles: ${['admin', ...route.roles].join(', ')}.`));
}

/** The Idempotency-Key of a POST, looked up. */
async function attemptOf(
  { route }: Operation,
  event: HttpEvent,
  operator: Operator,
  { records, systemNow = Date.now }: DoorPorts,
): Promise<Result<Attempt, Refusal>> {
  const key = event.headers['idempotency-key'];
  if (route.method !== 'POST' || key === undefined) return ok(unremembered);
  const hash = requestHash([route.operation, event.rawPath, event.rawQueryString, operator.email, rawBody(event)]);
  return beginAttempt({ records }, { siteId: operator.siteId, key, hash, nowSeconds: Math.floor(systemNow() / 1000) });
}

async function serve(
  operation: Operation,
  variables: Variables,
  event: HttpEvent,
  ports: DoorPorts,
): Promise<HttpAnswer> {
  const { requestId } = event.requestContext;
  const admitted = admit(operation.route, event);
  if (!admitted.ok) return refusalProblem(admitted.error, requestId);
  const operator = admitted.value;
  const input = readRequest(operation.route, operation.contract, variables, event);
  if (!input.ok) return refusalProblem(input.error, requestId);

  const answerOf = (result: Awaited<ReturnType<AnyHandler>>): HttpAnswer =>
    result.ok ? successAnswer(result.value, event) : refusalProblem(result.error, requestId);
  if (operator === null) return answerOf(await operation.handler(null, input.value));

  const { siteId, email } = operator;
  if ((await ports.siteTime.site(siteId)) === null) {
    return refusalProblem(
      refusal('request.forbidden', `There is no site "${siteId}". Ask for another one.`),
      requestId,
    );
  }
  const attempt = await attemptOf(operation, event, operator, ports);
  if (!attempt.ok) return refusalProblem(attempt.error, requestId);
  if (attempt.value.answered !== null) return replay(attempt.value.answered);
  const now = await ports.siteTime.now(siteId);
  // A twin of this request may act meanwhile: its answer is ours then, unless it used the key for something else.
  const twinsAnswer = async (): Promise<HttpAnswer | null> => {
    const again = await attemptOf(operation, event, operator, ports);
    if (!again.ok) return refusalProblem(again.error, requestId);
    return again.value.answered === null ? null : replay(again.value.answered);
  };
  try {
    const result = await operation.handler(
      { siteId, actor: email, now, remember: attempt.value.remember },
      input.value,
    );
    // What the twin did may be why this one is refused: the bill is paid, the e-mail address is taken.
    return (result.ok ? null : await twinsAnswer()) ?? answerOf(result);
  } catch (error) {
    const answer = error instanceof AnsweredMeanwhile ? await twinsAnswer() : null;
    if (answer === null) throw error;
    return answer;
  }
}

/** Nothing that this door does: 405 where another method would find something, or 404. */
function refuse(asked: Asked<Route>, requestId: string): HttpAnswer {
  if (asked.is !== 'place') {
    return refusalProblem(refusal('request.not_found', 'The API has no such route.'), requestId);
  }
  const allow = asked.allowed.join(', ');
  const answer = refusalProblem(refusal('request.method', `Only this can be asked here: ${allow}.`), requestId);
  return { ...answer, headers: { ...answer.headers, allow } };
}

const findRoute = routeFinder<Route>(ROUTES);

/** What the gateway calls. */
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/**
 * The Lambda handler of one door: finds the operation, admits the operator, reads the request by its contract, calls the
 * handler, and writes the result as an answer or an RFC 9457 problem. `contract` and `handlers` have exactly the operations
 * that ROUTES gives the door.
 */
export function httpDoor<D extends Door, const C extends DoorContract<D>>({
  door,
  contract,
  handlers,
  ports,
}: {
  readonly door: D;
  readonly contract: C;
  readonly handlers: DoorHandlers<D, NoInfer<C>>;
  readonly ports: DoorPorts;
}): HttpHandler {
  const contracts: Readonly<Record<string, OperationContract>> = contract;
  // The one cast: the schema that reads a handler's input is the one that typed the handler.
  const untyped = handlers as unknown as Readonly<Record<string, AnyHandler>>;
  const operations = new Map<string, Operation>();
  for (const route of ROUTES) {
    const operation = contracts[route.operation];
    const handler = untyped[route.operation];
    if (route.door === door && operation && handler) {
      operations.set(route.operation, { route, contract: operation, handler });
    }
  }
  const askedOf = ({ rawPath, requestContext }: HttpEvent) => findRoute(requestContext.http.method, rawPath);
  const answer = async (event: HttpEvent): Promise<HttpAnswer> => {
    const asked = askedOf(event);
    // A route of another door is none of this one's, whoever sent the request here.
    const operation = asked.is === 'route' ? operations.get(asked.route.operation) : undefined;
    try {
      if (asked.is !== 'route' || operation === undefined) return refuse(asked, event.requestContext.requestId);
      return await serve(operation, asked.variables, event, ports);
    } catch (error) {
      return answerFault(error, event.requestContext.requestId);
    }
  };
  const nameOf = (event: HttpEvent): string => {
    const asked = askedOf(event);
    return asked.is === 'route' ? asked.route.operation : event.routeKey;
  };
  return middy<HttpEvent, HttpAnswer>().use(logRequest(nameOf)).use(secureAnswer()).handler(answer);
}
