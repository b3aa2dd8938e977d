import { expect, test } from 'vitest';
import { ROUTES } from '../../../functions/http/routes.ts';
import { routeFinder } from '../../../functions/shared/find-route.ts';

const find = routeFinder([
  { method: 'GET', path: '/v1/suspense' },
  { method: 'GET', path: '/v1/suspense/{id}' },
  { method: 'PATCH', path: '/v1/suspense/{id}' },
  { method: 'GET', path: '/v1/suspense/summary' },
  { method: 'POST', path: '/v1/suspense/{id}/retry' },
  { method: 'GET', path: '/v1/{area}/summary/retry' },
  { method: 'GET', path: '/v1/groups/{id}/members/{customer}' },
]);

test.for([
  { method: 'GET', path: '/v1/suspense', route: '/v1/suspense', variables: {} },
  { method: 'GET', path: '/v1/suspense/7', route: '/v1/suspense/{id}', variables: { id: '7' } },
  { method: 'GET', path: '/v1/suspense/summary', route: '/v1/suspense/summary', variables: {} },
  { method: 'PATCH', path: '/v1/suspense/summary', route: '/v1/suspense/{id}', variables: { id: 'summary' } },
  {
    method: 'GET',
    path: '/v1/suspense/summary/retry',
    route: '/v1/{area}/summary/retry',
    variables: { area: 'suspense' },
  },
  {
    method: 'GET',
    path: '/v1/groups/1001/members/1002',
    route: '/v1/groups/{id}/members/{customer}',
    variables: { id: '1001', customer: '1002' },
  },
  { method: 'GET', path: '/v1/suspense/a b%2F', route: '/v1/suspense/{id}', variables: { id: 'a b%2F' } },
])('$method $path asks for $route', ({ method, path, route, variables }) => {
  expect(find(method, path)).toEqual({ is: 'route', route: { method, path: route }, variables });
});

test.for([
  { method: 'DELETE', path: '/v1/suspense/7', allowed: ['GET', 'PATCH'] },
  { method: 'GET', path: '/v1/suspense/7/retry', allowed: ['POST'] },
  { method: 'PATCH', path: '/v1/suspense', allowed: ['GET'] },
  { method: 'get', path: '/v1/suspense', allowed: ['GET'] },
])('$method $path can be asked by $allowed alone', ({ method, path, allowed }) => {
  expect(find(method, path)).toEqual({ is: 'place', allowed });
});

test.for([
  '/',
  '',
  '/v1',
  '/v1/suspense/',
  '/v1/suspense//retry',
  '/v1/Suspense',
  'v1/suspense',
  '/v1/suspense/7/8',
  '/v1/{id}',
])('%j is nothing', (path) => {
  expect(find('GET', path)).toEqual({ is: 'nothing' });
});

test('every route of the table is found at its own path', () => {
  const findOurs = routeFinder(ROUTES);
  for (const route of ROUTES) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `some-${name}`);
    const variables = Object.fromEntries(names.map((name) => [name, `some-${name}`]));
    expect(findOurs(route.method, path)).toEqual({ is: 'route', route, variables });
  }
});
