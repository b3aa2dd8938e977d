import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { KINDS } from './sample-records.ts';

const FOLDER = join(import.meta.dirname, '../../functions/adapters/dynamo/entities');
const FILES = readdirSync(FOLDER).toSorted();

type Key = { readonly field: string; readonly casing?: string; readonly template?: string };
type Entity = {
  readonly schema: {
    readonly model: { readonly entity: string };
    readonly attributes: Readonly<Record<string, { readonly type: unknown }>>;
    readonly indexes: Readonly<Record<string, { readonly pk: Key; readonly sk?: Key }>>;
  };
};

async function entityIn(file: string): Promise<Entity['schema']> {
  const exports: Record<string, unknown> = await import(join(FOLDER, file));
  const make = Object.entries(exports).find(([name]) => name.endsWith('Entity'))?.[1] as (connection: object) => {
    readonly model: { readonly original: Entity['schema'] };
  };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return make({ client, table: 'any' }).model.original;
}

test('every kind of record has its entity in a file of its name', () => {
  const names = KINDS.map((kind) => `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-entity.ts`);
  expect(FILES).toEqual(names.toSorted());
});

describe.each(FILES)('the entity in %s', (file) => {
  test('leaves the case of its keys alone', async () => {
    const { indexes } = await entityIn(file);
    const keys = Object.values(indexes).flatMap(({ pk, sk }) => (sk === undefined ? [pk] : [pk, sk]));
    expect(keys.length).toBeGreaterThanOrEqual(2);
    for (const key of keys) expect(key).toMatchObject({ casing: 'none' });
  });

  test('starts every partition key with the site', async () => {
    const { indexes } = await entityIn(file);
    for (const { pk } of Object.values(indexes)) {
      // The index of due work takes its keys as they are made by dueKeys.
      if (pk.field === 'gsi1pk') expect(pk.template).toBeUndefined();
      else expect(pk.template).toMatch(/^\$\{siteId\}#/);
    }
  });

  test('declares no number but the time to live: a number is a float', async () => {
    const { attributes } = await entityIn(file);
    const numbers = Object.entries(attributes).filter(([, { type }]) => type === 'number');
    expect(numbers.map(([name]) => name)).toEqual(
      /^(outbox|idempotency|code-attempts)-/.test(file) ? ['expiresAt'] : [],
    );
  });
});
