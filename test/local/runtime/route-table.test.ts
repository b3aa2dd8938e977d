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
    'GET /files/public/{path+}',
    'GET /files/{folder}/index',
    'DELETE /files/public/index',
    'ANY /files/{path+}',
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
  {
    method: 'GET',
    path: '/files/public/a/b.txt',
    key: 'GET /files/public/{path+}',
    parameters: { path: 'a/b.txt' },
    because: 'of two greedy routes the longer one',
  },
  {
    method: 'GET',
    path: '/files/public/index',
    key: 'GET /files/{folder}/index',
    parameters: { folder: 'public' },
    because: 'a full match before a greedy one, however long',
  },
  {
    method: 'PUT',
    path: '/files/public/index',
    key: 'ANY /files/{path+}',
    parameters: { path: 'public/index' },
    because: 'a full match is one of route and method',
  },
  { method: 'GET', path: '/files/', key: 'GET /files/{path+}', parameters: { path: '' }, because: 'a slash is enough' },
  { method: 'GET', path: '/files', key: '$default', parameters: {}, because: 'a greedy variable lies below its place' },
  { method: 'GET', path: '/v1/customers/', key: '$default', parameters: {}, because: 'a variable is never empty' },
  { method: 'POST', path: '/v1/customers', key: '$default', parameters: {} },
])('$method $path goes to $key', ({ method, path, key, parameters }) => {
  expect(find(method, path)).toEqual({ route: { routeKey: key }, pathParameters: parameters });
});

test('without $default nothing is found', () => {
  expect(createRouteTable([{ routeKey: 'GET /a' }])('GET', '/b')).toBeNull();
});
