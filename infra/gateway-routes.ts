import type { Door, Route } from '../functions/http/routes/route.ts';

/** What API Gateway is told: what comes by this method and path goes to this door. `{proxy+}` takes any rest of a path. */
export type GatewayRoute = Pick<Route, 'method' | 'path' | 'door'> & {
  /** False: the gateway asks for an operator's token before anything else. */
  readonly isPublic: boolean;
};

/** The door that answers what no other is told to: the one whose areas are the most. */
const FALLBACK: Door = 'catalog';

/**
 * Named one by one: `ANY` would catch the preflights of browsers as well, and ask them for a token that they never send.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly Route['method'][];

/**
 * The few routes that bring every route of the table to its own door, with a token or without as the table says; and whatever else
 * lies under /v1 to a door, too, which answers 404 or 405. An HTTP API takes 300 routes, a stack 500 resources.
 *
 * Of each method, an area (all that begins with the same word) belongs to one door, or to the fallback. What is public, what is of
 * another door than its area, and what could be mistaken for either, is told word by word. So the gateway's choice rests on what
 * its guide promises and on nothing else: a full match before a greedy one, and of two greedy ones the more specific.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function gatewayRoutes(routes: readonly Route[]): readonly GatewayRoute[] {
  const areas = Map.groupBy(routes, (route) => `${route.method} ${areaPath(route)}`);
  return [
    ...METHODS.map((method) => ({ method, path: '/v1/{proxy+}', door: FALLBACK, isPublic: false })),
    ...[...areas.values()].flatMap(routesOfArea),
  ];
}

/** The path up to its first word. Throws when it has none: two areas could not be told apart. */
function areaPath({ path }: Route): string {
  const [area] = /^\/v1\/[^/{}]+(?=\/|$)/.exec(path) ?? [];
  if (area === undefined) throw new Error(`The path "${path}" must begin with /v1/ and a plain word.`);
  return area;
}

/** `routes`: those of one area and method. */
function routesOfArea(routes: readonly Route[]): readonly GatewayRoute[] {
  const home = homeOf(routes);
  const strangers = routes.filter((route) => route.public === true || route.door !== home);
  const isTold = (route: Route) => strangers.some((stranger) => overlap(route.path, stranger.path));
  if (home === FALLBACK) return routes.filter(isTold).map(wordByWord);
  // A greedy variable takes what lies below the area, not the area itself.
  const below = routes.filter((route) => !isTold(route) && route.path !== areaPath(route));
  const [first, ...others] = below;
  if (first === undefined || others.length === 0) return routes.map(wordByWord);
  const everythingBelow = { ...wordByWord(first), path: `${areaPath(first)}/{proxy+}` };
  return [...routes.filter((route) => !below.includes(route)).map(wordByWord), everythingBelow];
}

/** The door that an area belongs to: the fallback if it has a part, else the one that has the most. None when all is public. */
function homeOf(routes: readonly Route[]): Door | undefined {
  const parts = Map.groupBy(
    routes.filter((route) => route.public !== true),
    ({ door }) => door,
  );
  if (parts.has(FALLBACK)) return FALLBACK;
  const [largest] = [...parts].toSorted(([, a], [, b]) => b.length - a.length);
  return largest?.[0];
}

const wordByWord = ({ method, path, door, ...route }: Route): GatewayRoute => ({
  method,
  path,
  door,
  isPublic: route.public === true,
});

/** Is there a path that both match? */
function overlap(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  return left.length === right.length && left.every((segment, index) => meets(segment, right[index] ?? ''));
}

const meets = (one: string, other: string): boolean => one === other || one.startsWith('{') || other.startsWith('{');
