import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EventType } from '../../domain/catalog/catalog.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Commit, PriceBooks } from '../../functions/ports.ts';
import { catalogCommit } from '../../functions/use-cases/catalog/catalog-commit.ts';
import { put } from './changes.ts';
import { freshTable, localClient } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;
let commit: Commit;
let systemNow = 1_000_000;
let queries = 0;
let priceBooks: PriceBooks;
/** What happens right before the catalog is read. */
let beforeQuery: () => Promise<void> = async () => {};

beforeAll(async () => {
  const { table } = await freshTable();
  const client = localClient();
  client.middlewareStack.add(
    (next) => async (args) => {
      if (!('KeyConditionExpression' in args.input)) return next(args);
      queries += 1;
      await beforeQuery();
      return next(args);
    },
    { step: 'initialize' },
  );
  connection = { client, table };
  commit = dynamoCommit({ client: localClient(), table });
});

beforeEach(() => {
  queries = 0;
  beforeQuery = async () => {};
  priceBooks = dynamoPriceBooks(connection, { systemNow: () => systemNow });
});

const eventType = (code: string): EventType => ({ code, name: code, interval: { unit: 'month', count: 1 } });

/** Adds an object as the catalog's use cases do: object and raised version in one commit. */
async function addToCatalog(siteId: string, code: string): Promise<void> {
  const site = await dynamoRecords({ client: localClient(), table: connection.table }).get('site', siteId, {});
  const next = site === null ? sample('site', siteId, { catalogVersion: 0 }) : site;
  const outcome = await commit([
    put('site', { ...next, catalogVersion: next.catalogVersion + 1 }),
    put('catalog', { siteId, version: 0, kind: 'eventType', code, object: eventType(code) }),
  ]);
  expect(outcome).toBe('done');
}

test('a book holds the catalog, under its version', async () => {
  await addToCatalog('whole', 'monthly');
  await addToCatalog('whole', 'yearly');
  const book = await priceBooks.current('whole');
  expect(book).toMatchObject({ siteId: 'whole', version: 2 });
  expect([...book.eventTypes]).toEqual([
    ['monthly', eventType('monthly')],
    ['yearly', eventType('yearly')],
  ]);
});

test('the catalog is read again only when its version moved, and that is looked up every two seconds', async () => {
  await addToCatalog('cached', 'one');
  const first = await priceBooks.current('cached');
  systemNow += 10_000;
  expect(await priceBooks.current('cached')).toBe(first);
  expect(queries).toBe(1);

  await addToCatalog('cached', 'two');
  systemNow += 1_999;
  expect(await priceBooks.current('cached')).toBe(first);
  systemNow += 1;
  expect((await priceBooks.current('cached')).version).toBe(2);
  expect(queries).toBe(2);
});

test('who asks for a fresh book gets the catalog as it stands', async () => {
  await addToCatalog('fresh', 'one');
  await priceBooks.current('fresh');
  await addToCatalog('fresh', 'two');
  expect((await priceBooks.fresh('fresh')).version).toBe(2);
  expect((await priceBooks.current('fresh')).version).toBe(2);
});

test('many who ask at once share one read', async () => {
  await addToCatalog('shared', 'one');
  const books = await Promise.all(Array.from({ length: 20 }, () => priceBooks.current('shared')));
  expect(new Set(books).size).toBe(1);
  expect(queries).toBe(1);
});

test('a catalog that changes while it is read is read again: a book is one version', async () => {
  await addToCatalog('torn', 'one');
  beforeQuery = async () => {
    beforeQuery = async () => {};
    await addToCatalog('torn', 'two');
  };
  const book = await priceBooks.current('torn');
  expect(book.version).toBe(2);
  expect([...book.eventTypes.keys()]).toEqual(['one', 'two']);
  expect(queries).toBe(2);
});

test('a failed read is not remembered', async () => {
  await expect(priceBooks.current('to-come')).rejects.toThrow('There is no site to-come');
  await addToCatalog('to-come', 'one');
  expect((await priceBooks.current('to-come')).version).toBe(1);
});

test('a catalog of more than a megabyte is read whole', async () => {
  await addToCatalog('large', 'first');
  const description = 'x'.repeat(200_000);
  for (let index = 0; index < 8; index++) {
    const object = { ...eventType(`e${index}`), description };
    await commit([put('catalog', { siteId: 'large', version: 0, kind: 'eventType', code: `e${index}`, object })]);
  }
  const { Count = 0 } = await connection.client.send(
    new QueryCommand({
      TableName: connection.table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'large#catalog' },
    }),
  );
  expect(Count).toBeLessThan(9);
  expect((await priceBooks.current('large')).eventTypes.size).toBe(9);
});

describe('a book of the past', () => {
  /** Changes one event type as the catalog's use cases do: object, revision and raised version in one commit. */
  async function change(siteId: string, code: string, object: EventType | null): Promise<number> {
    const records = dynamoRecords({ client: localClient(), table: connection.table });
    const site = (await records.get('site', siteId, {})) ?? sample('site', siteId, { catalogVersion: 0 });
    const stored = await records.get('catalog', siteId, { kind: 'eventType', code });
    const call = { actor: 'dana@example.com', now: 1_000 };
    const changes = catalogCommit(call, site, [{ kind: 'eventType', code, stored, object }]);
    expect(await commit(changes)).toBe('done');
    return site.catalogVersion + 1;
  }
  const namesIn = (book: PriceBook) => [...book.eventTypes.values()].map(({ name }) => name).toSorted();

  test('holds what was there then: what came later is gone, what changed is as it was, what went is back', async () => {
    await addToCatalog('past', 'before-history');
    await change('past', 'month', eventType('month'));
    const priced = await change('past', 'month', { ...eventType('month'), name: 'renamed' });
    await change('past', 'before-history', { ...eventType('before-history'), name: 'touched' });
    await change('past', 'before-history', null);
    await change('past', 'later', eventType('later'));
    expect(namesIn(await priceBooks.current('past'))).toEqual(['later', 'renamed']);
    const then = await priceBooks.asOf('past', priced);
    expect(then).toMatchObject({ siteId: 'past', version: priced });
    expect(namesIn(then)).toEqual(['before-history', 'renamed']);
    expect(namesIn(await priceBooks.asOf('past', priced - 1))).toEqual(['before-history', 'month']);
    expect(namesIn(await priceBooks.asOf('past', priced + 1))).toEqual(['renamed', 'touched']);
    expect(namesIn(await priceBooks.asOf('past', 1))).toEqual(['before-history']);
    expect(namesIn(await priceBooks.asOf('past', 0))).toEqual(['before-history']);
  });

  test('is read once: from memory afterwards, and for many who ask at once', async () => {
    const first = await change('past-cached', 'one', eventType('one'));
    await change('past-cached', 'two', eventType('two'));
    await change('past-cached', 'three', eventType('three'));
    await priceBooks.current('past-cached');
    queries = 0;
    const books = await Promise.all(Array.from({ length: 20 }, () => priceBooks.asOf('past-cached', first)));
    expect(new Set(books).size).toBe(1);
    expect(await priceBooks.asOf('past-cached', first)).toBe(books[0]);
    expect(queries).toBe(1);
    expect(await priceBooks.asOf('past-cached', first + 2)).toBe(await priceBooks.current('past-cached'));
    expect(queries).toBe(1);
  });

  test('is still right when memory has forgotten it', async () => {
    const versions: number[] = [];
    for (let index = 0; index < 30; index++)
      versions.push(await change('past-many', 'm', { ...eventType('m'), name: `${index}` }));
    for (const pass of [versions, versions.toReversed()]) {
      for (const version of pass) {
        expect(namesIn(await priceBooks.asOf('past-many', version))).toEqual([`${versions.indexOf(version)}`]);
      }
    }
  });

  test('of the newest version is found although an older one is in memory; of one to come there is none', async () => {
    await change('past-stale', 'one', eventType('one'));
    await priceBooks.current('past-stale');
    const newest = await change('past-stale', 'two', eventType('two'));
    expect(namesIn(await priceBooks.asOf('past-stale', newest))).toEqual(['one', 'two']);
    await expect(priceBooks.asOf('past-stale', newest + 1)).rejects.toThrow('no version 3 yet');
  });

  test('survives objects whose before and after would not fit into an item side by side', async () => {
    const long = (word: string) => ({ ...eventType('long'), description: `${word} `.repeat(60_000) });
    const first = await change('past-long', 'long', long('alpha'));
    await change('past-long', 'long', long('beta'));
    const then = await priceBooks.asOf('past-long', first);
    expect(then.eventTypes.get('long')?.description).toBe(long('alpha').description);
  });
});
