import { describe, expect, test } from 'vitest';
import { CONTRACT } from '../../../functions/http/contract/contract.ts';
import type { OperationContract } from '../../../functions/http/contract/operation.ts';
import { openApiDocument } from '../../../functions/http/openapi.ts';
import { ROUTES } from '../../../functions/http/routes.ts';

type Json = { readonly [key: string]: unknown };

// As a reader gets it: through JSON, without the types.
const document = JSON.parse(JSON.stringify(openApiDocument('https://api.example')));

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function* everyObject(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  yield value;
  for (const part of Object.values(value)) yield* everyObject(part);
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), document);

const operations = new Map(
  ROUTES.map((route) => [route.operation, document.paths[route.path]?.[route.method.toLowerCase()]]),
);

describe('the published document', () => {
  test('is OpenAPI 3.1 of this server', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: 'https://api.example' }]);
  });

  test('has every route once, under a name of its own, and no other', () => {
    const described = Object.values(document.paths).flatMap((item) => Object.values(item as Json) as Json[]);
    expect(described).toHaveLength(ROUTES.length);
    expect(new Set(described.map(({ operationId }) => operationId))).toEqual(
      new Set(ROUTES.map(({ operation }) => operation)),
    );
  });

  test('leads somewhere with every reference', () => {
    const references = [...everyObject(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) expect(at(reference), reference).toBeDefined();
  });

  test.for(ROUTES.map((route) => [route.operation, route] as const))(
    '%s: names its path parameters',
    ([name, route]) => {
      const { parameters } = operations.get(name);
      const described = parameters.filter((parameter: Json) => parameter['in'] === 'path');
      const asked = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      expect(described.map((parameter: Json) => parameter['name'])).toEqual(asked);
      expect(described.every((parameter: Json) => parameter['required'] === true)).toBe(true);
    },
  );

  test('says which roles each route admits, and which need no sign-in', () => {
    for (const route of ROUTES) {
      const described = operations.get(route.operation);
      if ('public' in route) expect(described.security).toEqual([]);
      else expect(described['x-roles']).toEqual(['admin', ...route.roles]);
    }
  });

  test('asks for If-Match exactly where something is replaced or changed', () => {
    for (const route of ROUTES) {
      const names = operations.get(route.operation).parameters.map(({ name }: Json) => name);
      expect(names.includes('if-match')).toBe(['PUT', 'PATCH'].includes(route.method));
      expect(names.includes('idempotency-key')).toBe(route.method === 'POST');
    }
  });

  test('gives decimals and times as text, never as JSON numbers', () => {
    expect(document.components.schemas.Decimal.type).toBe('string');
    expect(document.components.schemas.Instant).toMatchObject({ type: 'string', format: 'date-time' });
    const kinds = [...everyObject(document.components.schemas)].map(({ type }) => type);
    expect(kinds).not.toContain('number');
  });
});

describe('examples', () => {
  const contracts: Readonly<Record<string, OperationContract>> = CONTRACT;
  const withExample = Object.entries(contracts).filter(([, { example }]) => example !== undefined);

  test.for(withExample)('of %s can be sent as it stands', ([, { body, example }]) => {
    expect(body?.safeParse(JSON.parse(JSON.stringify(example))).error?.issues).toBeUndefined();
  });

  test('are there for everything that is created in the catalog', () => {
    const names = withExample.map(([name]) => name);
    const wanted = ROUTES.filter(({ door, method }) => door === 'catalog' && method === 'POST');
    for (const { operation } of wanted) expect(names).toContain(operation);
  });
});

test('every path parameter of a route is read by its contract', () => {
  const contracts: Readonly<Record<string, OperationContract>> = CONTRACT;
  for (const { operation, path } of ROUTES) {
    const asked = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? '');
    expect(Object.keys(contracts[operation]?.path?.shape ?? {}).toSorted(), operation).toEqual(asked.toSorted());
  }
});
