/** A route as API Gateway keys it: `GET /v1/customers/{customerId}`, or `$default`. */
export type RouteMatch<T> = { readonly route: T; readonly pathParameters: Readonly<Record<string, string>> };

type Pattern<T> = {
  readonly method: string;
  readonly segments: readonly string[];
  readonly isGreedy: boolean;
  readonly route: T;
};

/** Finds the route of a request, or null. The path is decoded already, as the gateway's is. */
export type RouteTable<T> = (method: string, path: string) => RouteMatch<T> | null;

/**
 * The gateway's order: a full match before a greedy one before `$default`; among full matches literal text beats a
 * variable, from the left; a named method beats `ANY`.
 */
export function createRouteTable<T extends { readonly routeKey: string }>(routes: readonly T[]): RouteTable<T> {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const patterns = routes
    .filter((route) => route !== fallback)
    .map(patternOf)
    .sort(byPrecedence);
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const pathParameters = match(pattern, segments);
      if (pathParameters !== null) return { route: pattern.route, pathParameters };
    }
    return fallback === undefined ? null : { route: fallback, pathParameters: {} };
  };
}

function patternOf<T extends { readonly routeKey: string }>(route: T): Pattern<T> {
  const [, method = '', path = ''] = /^([A-Z]+) (\/.*)$/.exec(route.routeKey) ?? [];
  if (method === '') throw new Error(`"${route.routeKey}" is no route key`);
  return { method, segments: path.split('/').slice(1), isGreedy: path.endsWith('+}'), route };
}

function byPrecedence<T>(left: Pattern<T>, right: Pattern<T>): number {
  return compareKeys(precedence(left), precedence(right));
}

/** Sorts small first: greedy last, then literal before variable at the first difference, then a named method. */
function precedence<T>({ isGreedy, segments, method }: Pattern<T>): string {
  const shape = segments.map((segment) => (isVariable(segment) ? '1' : '0')).join('');
  return `${isGreedy ? 1 : 0}${isGreedy ? shape.padEnd(40, '2') : shape}${method === 'ANY' ? 1 : 0}`;
}

function compareKeys(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function match<T>({ segments, isGreedy }: Pattern<T>, given: readonly string[]): Record<string, string> | null {
  if (isGreedy ? given.length < segments.length : given.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (isGreedy && index === segments.length - 1) parameters[segment.slice(1, -2)] = given.slice(index).join('/');
    else if (isVariable(segment) && value !== '') parameters[segment.slice(1, -1)] = value;
    else if (segment !== value) return null;
  }
  return parameters;
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}
