import type { Context } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { REFUSAL_CODES } from '../../../domain/refusal.ts';
import { CommitTooLarge } from '../../../functions/adapters/dynamo/commit-too-large.ts';
import { InvalidCursor } from '../../../functions/adapters/dynamo/cursor.ts';
import { catalogContract } from '../../../functions/http/contract/catalog.ts';
import { catalogHandlers } from '../../../functions/http/handlers/catalog.ts';
import { type HttpHandler, httpDoor } from '../../../functions/shared/http-door.ts';
import { onceCommit } from '../../../functions/shared/idempotency.ts';
import { PROBLEMS } from '../../../functions/shared/problem.ts';
import { LostRace } from '../../../functions/use-cases/retry-conflicts.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { askDoor } from './ask.ts';
import { SITE, storeWithSites } from './test-site.ts';

const ITEM = { code: 'fees', name: 'Fees', type: 'subscription' };

let store: InMemoryStore;
let handler: HttpHandler;
let ask: ReturnType<typeof askDoor>;
let systemNow: number;

beforeEach(() => {
  store = storeWithSites();
  systemNow = Date.parse('2026-11-01T00:00:00Z');
  const { records, siteTime, randomId } = store;
  const handlers = catalogHandlers({ records, randomId, commit: onceCommit({ commit: store.commit, records }) });
  const ports = { records, siteTime, systemNow: () => systemNow };
  handler = httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports });
  ask = askDoor(handler, catalogContract);
});

const create = (more: Parameters<typeof ask>[1] = {}) => ask('createBillItem', { body: ITEM, ...more });

describe('who may come in', () => {
  test('nobody without a token, a site or an e-mail', async () => {
    expect(await ask('listBillItems', { as: null })).toMatchObject({
      status: 401,
      body: { code: 'request.unauthenticated' },
    });
    expect(await ask('listBillItems', { site: '' })).toMatchObject({ status: 401 });
  });

  test('nobody of a site that does not exist', async () => {
    expect(await ask('listBillItems', { site: 'nowhere' })).toMatchObject({
      status: 403,
      body: { code: 'request.forbidden' },
    });
  });

  test.for([
    ['the gateway’s list', '[pricing marketing]'],
    ['an array', ['marketing', 'pricing']],
    ['JSON', '["pricing","marketing"]'],
    ['one name', 'pricing'],
  ] as const)('roles are read from %s', async ([, as]) => {
    expect((await create({ as: typeof as === 'string' ? as : [...as] })).status).toBe(201);
  });

  test('no role, and no role that only looks like one', async () => {
    for (const as of ['[]', 'pricing-intern', 'Pricing', 'marketing']) {
      expect(await create({ as })).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('admin, pricing') },
      });
    }
  });
});

describe('what cannot be read', () => {
  test('a backslash before ud800 is text like any other, and so is a character of two halves', async () => {
    expect(
      await create({ body: '{"code":"a","name":"\\\\ud800 \\ud83d\\ude00","type":"subscription"}' }),
    ).toMatchObject({
      status: 201,
      body: { name: '\\ud800 \u{1F600}' },
    });
  });

  test.for([
    ['bad JSON', '{"code":', {}, 400, 'request.malformed'],
    ['half a character', '{"code":"x","name":"a\\ud800b"}', {}, 400, 'request.malformed'],
    ['half a character as a name', '{"\\uDFFF":1}', {}, 400, 'request.malformed'],
    ['no body', undefined, {}, 422, 'request.invalid'],
    ['a form', 'code=fees', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'request.media_type'],
    ['no content type', '{}', { 'content-type': '' }, 415, 'request.media_type'],
    [
      'a body over a mebibyte',
      JSON.stringify({ ...ITEM, name: 'x'.repeat(1024 * 1024) }),
      {},
      413,
      'request.too_large',
    ],
    ['a list', '[]', {}, 422, 'request.invalid'],
    ['null', 'null', {}, 422, 'request.invalid'],
    ['a prototype', '{"__proto__":{"admin":true},"code":"c","name":"n","type":"usage"}', {}, 422, 'request.invalid'],
  ] as const)('%s', async ([, body, headers, status, code]) => {
    const told = await ask('createBillItem', { ...(body === undefined ? {} : { body }), headers });
    expect(told).toMatchObject({ status, body: { code, status, instance: 'request-1' } });
    expect(told.headers['content-type']).toBe('application/problem+json');
    expect(store.commits).toEqual([]);
  });

  test('JSON with a character set or a suffix is JSON', async () => {
    expect((await create({ headers: { 'content-type': 'application/json; charset=utf-8' } })).status).toBe(201);
    const cloudEvents = { 'content-type': 'application/cloudevents+json' };
    expect((await create({ body: { ...ITEM, code: 'two' }, headers: cloudEvents })).status).toBe(201);
  });

  test('unknown fields and unknown query parameters are named', async () => {
    const told = await create({ body: { ...ITEM, colour: 'red', size: 1 } });
    expect(told.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/colour', '/size']);
    const list = await ask('listBillItems', { query: { page: '2', limit: '0' } });
    expect(list.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/query/limit',
      '/query/page',
    ]);
  });

  test('a cursor that was made up is refused as the store finds it out', async () => {
    const find = async () => {
      throw new InvalidCursor('The cursor cannot be read.');
    };
    const { siteTime, randomId } = store;
    const records = { ...store.records, find };
    const handlers = catalogHandlers({ records, randomId, commit: store.commit });
    const door = httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports: { records, siteTime } });
    const told = await askDoor(door, catalogContract)('listBillItems', { query: { cursor: 'abc' } });
    expect(told).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });

  test('a change that does not fit into one commit is refused, and says so', async () => {
    const commit = async () => {
      throw new CommitTooLarge('120 writes do not fit into one transaction.');
    };
    const { siteTime, randomId, records } = store;
    const handlers = catalogHandlers({ records, randomId, commit });
    const door = httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports: { records, siteTime } });
    const told = await askDoor(door, catalogContract)('createBillItem', { body: ITEM });
    expect(told).toMatchObject({ status: 409, body: { code: 'contract.too_large' } });
    expect(told.body.detail).toContain('120 writes');
  });

  test('a code of another form names nothing', async () => {
    expect((await ask('getBillItem', { path: { code: 'a b' } })).status).toBe(404);
  });
});

describe('what is not there', () => {
  const CLAIMS = { email: 'operator@example.com', 'custom:site': SITE, 'cognito:groups': '[admin]' };
  /** Asks as the gateway does whose route is a whole area. */
  const at = (method: string, rawPath: string) =>
    handler(
      {
        version: '2.0',
        routeKey: `${method} /v1/{proxy+}`,
        rawPath,
        rawQueryString: '',
        headers: {},
        isBase64Encoded: false,
        requestContext: {
          requestId: 'request-1',
          http: { method },
          authorizer: { jwt: { claims: CLAIMS } },
        },
      },
      {} as Context,
    );
  const codeOf = ({ body }: Awaited<ReturnType<HttpHandler>>): unknown => JSON.parse(String(body)).code;

  test.for([
    ['GET', '/v1/nothing'],
    ['GET', '/v1/bill-items/fees/more'],
    ['GET', '/v1/bill-items/'],
    ['POST', '/v1/'],
    ['PUT', '/somewhere/else'],
  ] as const)('%s %s is a problem', async ([method, path]) => {
    const answer = await at(method, path);
    expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'request.not_found']);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
  });

  test.for([
    ['PATCH', '/v1/bill-items/fees', 'DELETE, GET, PUT'],
    ['DELETE', '/v1/bill-items', 'GET, POST'],
    ['PUT', '/v1/voucher-batches/SUMMER', 'GET'],
    // Another door's place: the gateway sends here what no door can answer.
    ['DELETE', '/v1/customers/1001', 'GET, PATCH'],
    ['POST', '/v1/documents/secret', 'GET'],
  ] as const)('%s %s can be asked otherwise: %s', async ([method, path, allow]) => {
    const answer = await at(method, path);
    expect([answer.statusCode, codeOf(answer)]).toEqual([405, 'request.method']);
    expect(answer.headers?.['allow']).toBe(allow);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
  });

  test('a route of another door is not answered', async () => {
    expect((await at('GET', '/v1/customers')).statusCode).toBe(404);
    expect((await at('GET', '/v1/openapi.json')).statusCode).toBe(404);
  });

  test('is logged by the route of the gateway, which holds nobody’s id', async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    process.env['LOG_LEVEL'] = 'info';
    try {
      await at('GET', '/v1/ana@example.com');
    } finally {
      process.env['LOG_LEVEL'] = 'silent';
      write.mockRestore();
    }
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ operation: 'GET /v1/{proxy+}', status: 404 });
    expect(lines.join('')).not.toContain('ana@');
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'order-1' };

  test('gives the same answer again and acts once', async () => {
    const first = await create({ headers });
    const second = await create({ headers });
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(store.commits).toHaveLength(1);
  });

  test('belongs to one request: other words or another operation are refused', async () => {
    await create({ headers });
    const other = await create({ headers, body: { ...ITEM, code: 'other' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
    const type = { code: 'fees', name: 'Fees' };
    expect(await ask('createCustomerType', { headers, body: type })).toMatchObject({ status: 422 });
  });

  test('keeps nothing when the request was refused: a corrected catalog lets it pass', async () => {
    await create();
    expect((await create({ headers })).status).toBe(409);
    expect((await ask('deleteBillItem', { path: { code: 'fees' } })).status).toBe(204);
    expect((await create({ headers })).status).toBe(201);
  });

  test('is forgotten after two weeks of the machine’s time, however the table’s forgetting is late', async () => {
    await create({ headers });
    systemNow += 15 * 24 * 3600 * 1000;
    expect(await create({ headers })).toMatchObject({ status: 409, body: { code: 'catalog.code_taken' } });
    expect((await create({ headers, body: { ...ITEM, code: 'other' } })).status).toBe(201);
  });

  test('of two twins at once one acts and both get its answer', async () => {
    const [left, right] = await Promise.all([create({ headers }), create({ headers })]);
    expect([left.status, right.status]).toEqual([201, 201]);
    expect(left.body).toEqual(right.body);
    expect(store.commits).toHaveLength(1);
  });

  test('a twin that acts before this one decides gives its answer, not the refusal it caused', async () => {
    const { records, siteTime, randomId } = store;
    const handlers = catalogHandlers({ records, randomId, commit: onceCommit({ commit: store.commit, records }) });
    let twin: ReturnType<typeof create> | undefined;
    const get: typeof records.get = async (kind, siteId, key) => {
      const read = await records.get(kind, siteId, key);
      if (kind !== 'idempotency' || twin !== undefined) return read;
      twin = create({ headers });
      await twin;
      return read;
    };
    const ports = { records: { get }, siteTime, systemNow: () => systemNow };
    const late = askDoor(httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports }), catalogContract);
    const told = await late('createBillItem', { body: ITEM, headers });
    expect(told).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(store.commits).toHaveLength(1);
  });

  test('of two twins with other words one acts and the other is refused', async () => {
    const told = await Promise.all([create({ headers }), create({ headers, body: { ...ITEM, code: 'other' } })]);
    expect(told.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(store.commits).toHaveLength(1);
  });

  test.for(['', 'x'.repeat(129), 'a b', 'schlüssel'])('must be plain: %j is refused', async (key) => {
    expect(await create({ headers: { 'idempotency-key': key } })).toMatchObject({ status: 400 });
  });
});

describe('faults', () => {
  test('tell the request id and nothing else', async () => {
    store.beforeCommit = () => {
      throw new Error('password=hunter2');
    };
    const told = await create();
    expect(told.status).toBe(500);
    expect(told.body).toEqual({
      type: 'urn:billow:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal',
      instance: 'request-1',
    });
  });

  test('a race that is lost again and again asks to try again', async () => {
    store.beforeCommit = () => {
      throw new LostRace('site changed 12 times');
    };
    expect(await create()).toMatchObject({ status: 503, body: { code: 'busy' }, headers: { 'retry-after': '1' } });
  });
});

test('every answer forbids caching and sniffing', async () => {
  for (const told of [await create(), await create(), await ask('listBillItems', { as: null })]) {
    expect(told.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  }
});

test('one line is logged a request, with ids and without its content', async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  process.env['LOG_LEVEL'] = 'info';
  try {
    await create({ body: { ...ITEM, name: 'Secret name' } });
  } finally {
    process.env['LOG_LEVEL'] = 'silent';
    write.mockRestore();
  }
  const logged = lines.filter((line) => line.startsWith('{'));
  expect(logged).toHaveLength(1);
  expect(JSON.parse(logged[0] ?? '')).toEqual({
    level: 'info',
    message: 'request',
    requestId: 'request-1',
    operation: 'createBillItem',
    site: SITE,
    status: 201,
    durationMs: expect.any(Number),
  });
  expect(logged[0]).not.toContain('Secret');
});

test('every refusal has a status and a title of its own', () => {
  expect(Object.keys(PROBLEMS).toSorted()).toEqual([...REFUSAL_CODES].toSorted());
  const titles = Object.values(PROBLEMS).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const { status } of Object.values(PROBLEMS)) expect(status >= 400 && status < 500).toBe(true);
});
