import type { Route } from '../http/routes/route.ts';

/** The variables of a route's path by name, as the request has them. */
export type Variables = Readonly<Record<string, string>>;

/** What a request asks for: a route, or a place that can be asked by other methods only, or nothing. */
export type Asked<R> =
  | { readonly is: 'route'; readonly route: R; readonly variables: Variables }
  | { readonly is: 'place'; readonly allowed: readonly string[] }
  | { readonly is: 'nothing' };

type Pattern<R> = { readonly route: R; readonly segments: readonly string[] };

const isVariable = (segment: string): boolean => segment.startsWith('{');

/** Literal text before a variable, at the first segment where two patterns differ. */
const rankOf = ({ segments }: Pattern<unknown>): string =>
  segments.map((segment) => (isVariable(segment) ? '1' : '0')).join('');

/** Null when the pattern does not fit; it has as many segments as what is given. A variable is never empty. */
function variablesOf({ segments }: Pattern<unknown>, given: readonly string[]): Variables | null {
  const variables: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (isVariable(segment) && value !== '') variables[segment.slice(1, -1)] = value;
    else if (segment !== value) return null;
  }
  return variables;
}

/**
 * Finds the route of a request. Literal text beats a variable, from the left, as with the gateway, which knows areas only
 * (infra/gateway-routes.ts). The path is decoded already, as the gateway hands it on: no id or code of ours holds a slash.
 */
export function routeFinder<R extends Pick<Route, 'method' | 'path'>>(
  routes: readonly R[],
): (method: string, path: string) => Asked<R> {
  const byLength = new Map<number, Pattern<R>[]>();
  for (const route of routes) {
    const segments = route.path.split('/');
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }
  for (const patterns of byLength.values()) patterns.sort((a, b) => rankOf(a).localeCompare(rankOf(b)));
  return (method, path) => {
    const given = path.split('/');
    const allowed = new Set<string>();
    for (const pattern of byLength.get(given.length) ?? []) {
      const variables = variablesOf(pattern, given);
      if (variables === null) continue;
      if (pattern.route.method === method) return { is: 'route', route: pattern.route, variables };
      allowed.add(pattern.route.method);
    }
    return allowed.size === 0 ? { is: 'nothing' } : { is: 'place', allowed: [...allowed].toSorted() };
  };
}
