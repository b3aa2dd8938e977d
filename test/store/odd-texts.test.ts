import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Commit, Records } from '../../functions/ports.ts';
import type { RecordKind, RecordTypes } from '../../functions/records.ts';
import { fc } from '../support/chance.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { keyOf, sample } from './sample-records.ts';

let records: Records;
let commit: Commit;
let runs = 0;

beforeAll(async () => {
  const connection = await freshTable();
  records = dynamoRecords(connection);
  commit = dynamoCommit(connection);
});

/** Any characters that Unicode knows, key separators and template signs among them. */
const oddText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('#', '$', '{', '}', '%', '\u0000', 'A', 'a', 'ß', '\u{1F600}'),
    minLength: 1,
    maxLength: 20,
  }),
);
/** Text that differs only by what a store may be tempted to fold. */
const twins = fc.constantFrom(['Acme', 'acme'], ['a', 'a '], ['é', 'e\u0301'], ['1', '01'], ['a#b', 'a']);

async function comesBack<K extends RecordKind>(kind: K, value: RecordTypes[K]): Promise<void> {
  expect(await commit([put(kind, value)])).toBe('done');
  expect(await records.get(kind, value.siteId, keyOf(kind, value))).toEqual(stored(value));
}

test('what people and producers type comes back as they typed it', async () => {
  await fc.assert(
    fc.asyncProperty(oddText, oddText, async (text, other) => {
      const site = `odd-${++runs}`;
      await comesBack('contact', sample('contact', site, { tag: text, firstName: other, organization: text }));
      await comesBack('emailClaim', sample('emailClaim', site, { email: text }));
      await comesBack('serviceClaim', sample('serviceClaim', site, { identifier: text }));
      await comesBack('searchToken', sample('searchToken', site, { token: text, name: other }));
      await comesBack('idempotency', sample('idempotency', site, { key: text, body: other }));
      await comesBack('suspense', sample('suspense', site, { suspenseId: text, payload: other }));
      await comesBack('jobResult', sample('jobResult', site, { ref: text, detail: other }));
      await comesBack('communication', sample('communication', site, { communicationId: text, subject: other }));
      await comesBack('activity', sample('activity', site, { activityId: text, after: { [other]: text } }));
    }),
    { numRuns: 40 },
  );
});

test('names that JavaScript knows are names like any other', async () => {
  const site = `names-${++runs}`;
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'prototype', 'length']) {
    const after = Object.fromEntries([[name, 'kept']]);
    await comesBack('activity', sample('activity', site, { activityId: name, after }));
  }
});

test('texts that differ are different records, also by case, blanks and accents', async () => {
  await fc.assert(
    fc.asyncProperty(twins, async ([one = '', other = '']) => {
      const site = `twins-${++runs}`;
      await comesBack('contact', sample('contact', site, { tag: one, firstName: 'one' }));
      await comesBack('contact', sample('contact', site, { tag: other, firstName: 'other' }));
      await comesBack('emailClaim', sample('emailClaim', site, { email: one }));
      await comesBack('emailClaim', sample('emailClaim', site, { email: other }));
      await comesBack('serviceClaim', sample('serviceClaim', site, { identifier: one }));
      await comesBack('serviceClaim', sample('serviceClaim', site, { identifier: other }));
      expect((await records.find('contactsOfCustomer', site, { customerId: '1001' })).items).toHaveLength(2);
    }),
    { numRuns: 10 },
  );
});

test('customers are found by every beginning of a word, and by nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(oddText, { minLength: 1, maxLength: 5 }), async (tokens) => {
      const site = `search-${++runs}`;
      await commit(tokens.map((token) => put('searchToken', sample('searchToken', site, { token }))));
      for (const token of tokens) {
        const characters = [...token];
        const prefix = characters.slice(0, 1 + (runs % characters.length)).join('');
        const { items } = await records.find('customersByToken', site, { prefix });
        const expected = tokens.filter((candidate) => candidate.startsWith(prefix));
        expect(items.map((item) => item.token).toSorted()).toEqual(expected.toSorted());
      }
    }),
    { numRuns: 40 },
  );
});

test('a search for nothing is a mistake and no empty answer', async () => {
  await expect(records.find('customersByToken', 'search', { prefix: '' })).rejects.toThrow('at least one character');
});
