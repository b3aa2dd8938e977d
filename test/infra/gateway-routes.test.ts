import { describe, expect, test } from 'vitest';
import type { Door, Route } from '../../functions/http/routes/route.ts';
import { ROUTES } from '../../functions/http/routes.ts';
import { routeFinder } from '../../functions/shared/find-route.ts';
import { type GatewayRoute, gatewayRoutes } from '../../infra/gateway-routes.ts';
import { createRouteTable } from '../../local/runtime/http/route-table.ts';
import { fc } from '../support/chance.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `GET /v1/plans catalog`, with `public` after it for what is. */
const route = (row: string): Route => {
  const [method, path = '', door, isPublic] = row.split(' ');
  const known = METHODS.find((one) => one === method) ?? 'GET';
  const base = { method: known, path, door: door as Door, operation: row, roles: [] };
  return isPublic ? { ...base, public: true } : base;
};
const told = ({ method, path, door, isPublic }: GatewayRoute) =>
  `${method} ${path} ${door}${isPublic ? ' public' : ''}`;
const FALLBACKS = METHODS.map((method) => `${method} /v1/{proxy+} catalog`);

describe('the gateway is told', () => {
  test.for([
    {
      name: 'nothing of the fallback’s own areas',
      routes: ['GET /v1/plans catalog', 'GET /v1/plans/{code} catalog', 'DELETE /v1/plans/{code} catalog'],
      gets: [],
    },
    {
      name: 'an area, and all that lies below it',
      routes: ['GET /v1/bills billing', 'GET /v1/bills/{id} billing', 'GET /v1/bills/{id}/items billing'],
      gets: ['GET /v1/bills billing', 'GET /v1/bills/{proxy+} billing'],
    },
    {
      name: 'a single place by its own name',
      routes: ['GET /v1/bills/{id} billing', 'POST /v1/bills/{id}/payments billing'],
      gets: ['GET /v1/bills/{id} billing', 'POST /v1/bills/{id}/payments billing'],
    },
    {
      name: 'what is of another door than its area, word by word',
      routes: ['GET /v1/a/{id} usage', 'GET /v1/a/{id}/x usage', 'GET /v1/a/{id}/y billing'],
      gets: ['GET /v1/a/{id}/y billing', 'GET /v1/a/{proxy+} usage'],
    },
    {
      name: 'what is of another door in an area of the fallback, word by word',
      routes: ['GET /v1/plans/{code} catalog', 'GET /v1/plans/{code}/sales usage', 'GET /v1/plans/{code}/users usage'],
      gets: ['GET /v1/plans/{code}/sales usage', 'GET /v1/plans/{code}/users usage'],
    },
    {
      name: 'what could be mistaken for another door’s, word by word',
      routes: ['GET /v1/plans/new/sales catalog', 'GET /v1/plans/{code}/sales usage'],
      gets: ['GET /v1/plans/new/sales catalog', 'GET /v1/plans/{code}/sales usage'],
    },
    {
      name: 'what is public, word by word, however much of it there is',
      routes: ['GET /v1/docs/{a} documents public', 'GET /v1/docs/{a}/{b} documents public'],
      gets: ['GET /v1/docs/{a} documents public', 'GET /v1/docs/{a}/{b} documents public'],
    },
    {
      name: 'an area’s public place apart from the rest of its door',
      routes: ['GET /v1/docs/{a} usage public', 'GET /v1/docs/{a}/b usage', 'GET /v1/docs/{a}/c usage'],
      gets: ['GET /v1/docs/{a} usage public', 'GET /v1/docs/{proxy+} usage'],
    },
  ])('$name', ({ routes, gets }) => {
    expect(gatewayRoutes(routes.map(route)).map(told).toSorted()).toEqual([...FALLBACKS, ...gets].toSorted());
  });

  test.for(['GET /v2/plans catalog', 'GET /v1/{kind}/x catalog', 'GET /v1 catalog', 'GET /v1/pl{a}ns catalog'])(
    'no path without an area: %s',
    (row) => {
      expect(() => gatewayRoutes([route(row)])).toThrow('must begin with /v1/ and a plain word');
    },
  );
});

/** Whom a request reaches by the gateway's rules, as far as a caller can tell. */
const reachedBy = (routes: readonly GatewayRoute[]) => {
  const find = createRouteTable(routes.map((one) => ({ ...one, routeKey: `${one.method} ${one.path}` })));
  return (method: string, path: string) => {
    const found = find(method, path)?.route;
    return found && { door: found.door, isPublic: found.isPublic };
  };
};
const oneByOne = (routes: readonly Route[]): readonly GatewayRoute[] =>
  routes.map(({ method, path, door, ...route }) => ({ method, path, door, isPublic: route.public === true }));

const segment = fc.constantFrom('a', 'b', '{x}');
const anyRoute = fc
  .record({
    method: fc.constantFrom('GET' as const, 'POST' as const),
    area: fc.constantFrom('p', 'q', 'r'),
    below: fc.array(segment, { maxLength: 3 }),
    door: fc.constantFrom<Door>('catalog', 'customers', 'usage'),
    isPublic: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  })
  .map(({ method, area, below, door, isPublic }): Route => {
    // Names differ as they do in a real table: the gateway does not care how a variable is called.
    const path = ['/v1', area, ...below.map((one, index) => one.replace('x', `x${index}`))].join('/');
    return { method, path, door, operation: `${method} ${path}`, roles: [], ...(isPublic ? { public: true } : {}) };
  });
const anyTable = fc.uniqueArray(anyRoute, { selector: ({ operation }) => operation, maxLength: 25 });
const anyPath = fc
  .array(fc.constantFrom('p', 'q', 'a', 'b', 'c', ''), { minLength: 1, maxLength: 5 })
  .map((words) => `/v1/${words.join('/')}`);

describe('few routes lead where many would', () => {
  test('every request for a route reaches the same door, with a token or without', () => {
    const request = fc.record({ method: fc.constantFrom(...METHODS), path: anyPath });
    fc.assert(
      fc.property(anyTable, fc.array(request, { minLength: 20, maxLength: 20 }), (routes, requests) => {
        const [few, many] = [reachedBy(gatewayRoutes(routes)), reachedBy(oneByOne(routes))];
        for (const { method, path } of requests) {
          const wanted = many(method, path);
          if (wanted === undefined) expect(few(method, path)?.isPublic).toBe(false);
          else expect(few(method, path)).toEqual(wanted);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('there are never more of them, but for those that catch the rest', () => {
    fc.assert(
      fc.property(anyTable, (routes) => {
        expect(gatewayRoutes(routes).length).toBeLessThanOrEqual(routes.length + METHODS.length);
      }),
    );
  });

  test('of our own table, too: every route with every method', () => {
    const [few, many] = [reachedBy(gatewayRoutes(ROUTES)), reachedBy(oneByOne(ROUTES))];
    for (const { path } of ROUTES) {
      const asked = path.replaceAll(/\{\w+\}/g, '1001');
      for (const method of METHODS) {
        const wanted = many(method, asked) ?? { door: expect.any(String), isPublic: false };
        expect([method, asked, few(method, asked)]).toEqual([method, asked, wanted]);
      }
    }
  });

  test('a door finds what the gateway sends it, and nothing that is told elsewhere, whatever is in the path', () => {
    const [sent, find] = [reachedBy(gatewayRoutes(ROUTES)), routeFinder<Route>(ROUTES)];
    const words = [...new Set(ROUTES.flatMap(({ path }) => path.split('/')))];
    const odd = fc.constantFrom(
      '',
      '.',
      '..',
      'V1',
      ' ',
      '%2F',
      '{code}',
      '{proxy+}',
      'ž',
      '__proto__',
      '1001',
      '?',
      '#',
    );
    const word = fc.oneof(odd, fc.constantFrom(...words));
    const path = fc.tuple(
      fc.constantFrom(...ROUTES),
      fc.array(word, { minLength: 6, maxLength: 6 }),
      fc.nat({ max: 9 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...METHODS, 'HEAD', 'get'), path, (method, [{ path }, fills, cut]) => {
        const segments = path.split('/').map((one, index) => {
          if (one.startsWith('{')) return fills[index] ?? '';
          return index > 0 && index === cut ? (fills[0] ?? '') : one;
        });
        const asked = [...segments, ...(cut === 9 ? [''] : [])].join('/');
        const [reached, found] = [sent(method, asked), find(method, asked)];
        if (found.is === 'route') {
          expect(reached).toEqual({ door: found.route.door, isPublic: found.route.public === true });
        } else {
          expect(reached?.isPublic ?? false).toBe(false);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
