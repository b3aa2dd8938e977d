import { expect, test } from 'vitest';
import { createRouteTable } from '../../../local/runtime/http/route-table.ts';

const find = createRouteTable(
  [
    '$default',
    'GET /v1/customers',
    'GET /v1/customers/{id}',
    'GET /v1/customers/new',
    'ANY /v1/customers/{id}',
    'GET /v1/{kind}/{id}/bills',
    'GET /v1/customers/{id}/bills',
    'GET /files/{path+}',
  ].map((routeKey) => ({ routeKey })),
);

test.for([
  { method: 'GET', path: '/v1/customers', key: 'GET /v1/customers', parameters: {} },
  { method: 'GET', path: '/v1/customers/1001', key: 'GET /v1/customers/{id}', parameters: { id: '1001' } },
  {
    method: 'GET',
    path: '/v1/customers/new',
    key: 'GET /v1/customers/new',
    parameters: {},
    because: 'literal text first',
  },
  { method: 'DELETE', path: '/v1/customers/1001', key: 'ANY /v1/customers/{id}', parameters: { id: '1001' } },
  { method: 'GET', path: '/v1/customers/7/bills', key: 'GET /v1/customers/{id}/bills', parameters: { id: '7' } },
  {
    method: 'GET',
    path: '/v1/accounts/7/bills',
    key: 'GET /v1/{kind}/{id}/bills',
    parameters: { kind: 'accounts', id: '7' },
  },
  { method: 'GET', path: '/files/a/b.txt', key: 'GET /files/{path+}', parameters: { path: 'a/b.txt' } },
  { method: 'GET', path: '/v1/customers/', key: '$default', parameters: {}, because: 'a variable is never empty' },
  { method: 'POST', path: '/v1/customers', key: '$default', parameters: {} },
])('$method $path goes to $key', ({ method, path, key, parameters }) => {
  expect(find(method, path)).toEqual({ route: { routeKey: key }, pathParameters: parameters });
});

test('without $default nothing is found', () => {
  expect(createRouteTable([{ routeKey: 'GET /a' }])('GET', '/b')).toBeNull();
});
