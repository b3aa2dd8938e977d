import { readdirSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../../functions/http/routes.ts';
import type { HttpHandler } from '../../../functions/shared/http-door.ts';

const DOORS = new URL('../../../functions/http/doors/', import.meta.url);
const doors = [...new Set(ROUTES.map(({ door }) => door))];

beforeAll(() => {
  // What the deployment gives; nothing is asked of it here.
  for (const name of [
    'TABLE_NAME',
    'USAGE_QUEUE_URL',
    'BILLING_QUEUE_URL',
    'INVOICING_QUEUE_URL',
    'LIFECYCLE_QUEUE_URL',
  ]) {
    process.env[name] = 'none';
  }
  for (const name of ['COLLECTION_QUEUE_URL', 'CLOCK_QUEUE_URL', 'DOCUMENTS_BUCKET', 'USAGE_DEAD_LETTER_QUEUE_URL']) {
    process.env[name] = 'none';
  }
  Object.assign(process.env, { PUBLIC_API_URL: 'https://api.example', HOME_SITE: 'demo', AWS_REGION: 'us-east-1' });
  process.env['LOG_LEVEL'] = 'silent';
});

test('every door of the routes has its entry, and there is no other', () => {
  const entries = readdirSync(DOORS).map((file) => file.replace('.ts', ''));
  expect(entries.toSorted()).toEqual(doors.toSorted());
});

test.for(doors)('%s exports exactly its handler, which lets nobody in without a token', async (door) => {
  const entry: { handler?: HttpHandler } = await import(new URL(`${door}.ts`, DOORS).href);
  expect(Object.keys(entry)).toEqual(['handler']);
  for (const route of ROUTES) {
    if (route.door !== door || 'public' in route) continue;
    const event = {
      version: '2.0',
      routeKey: `${route.method} ${route.path}`,
      rawPath: route.path,
      rawQueryString: '',
      headers: {},
      isBase64Encoded: false,
      requestContext: { requestId: 'request-1', http: { method: route.method } },
    };
    const answer = await entry.handler?.(event, {} as Context);
    expect(answer?.statusCode, route.operation).toBe(401);
  }
});
