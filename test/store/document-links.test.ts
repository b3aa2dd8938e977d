import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoDocumentLinks } from '../../functions/adapters/dynamo/document-links.ts';
import { dynamoSites } from '../../functions/adapters/dynamo/sites.ts';
import type { Commit, DocumentLinks, Sites } from '../../functions/ports.ts';
import { put, remove, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let commit: Commit;
let links: DocumentLinks;
let sites: Sites;

beforeAll(async () => {
  const connection = await freshTable();
  commit = dynamoCommit(connection);
  links = dynamoDocumentLinks(connection);
  sites = dynamoSites(connection);
});

test('a token leads to the invoice of its site, as it stands now', async () => {
  const one = sample('invoice', 'one', { linkToken: 'token-1' });
  const two = sample('invoice', 'two', { linkToken: 'token-2' });
  await commit([put('invoice', one), put('invoice', two)]);
  expect(await links.resolve('token-1')).toEqual(stored(one));
  expect(await links.resolve('token-2')).toEqual(stored(two));

  await commit([put('invoice', { ...stored(one), status: 'invoice' })]);
  expect(await links.resolve('token-1')).toMatchObject({ siteId: 'one', version: 2, status: 'invoice' });
});

test.for(['', 'token', 'token-11', 'TOKEN-1', '#', 'x'.repeat(3_000)])('the token %j leads nowhere', async (token) => {
  expect(await links.resolve(token)).toBeNull();
});

test('a token that is taken cannot be given to another invoice', async () => {
  await commit([put('invoice', sample('invoice', 'taken', { linkToken: 'token-3' }))]);
  const thief = sample('invoice', 'thief', { linkToken: 'token-3' });
  expect(await commit([put('invoice', thief)])).toBe('conflict');
  expect(await links.resolve('token-3')).toMatchObject({ siteId: 'taken' });
});

test('an invoice without a token is a mistake, and an invoice that is removed has no link', async () => {
  await expect(commit([put('invoice', sample('invoice', 'none', { linkToken: '' }))])).rejects.toThrow('token');
  const invoice = sample('invoice', 'gone', { linkToken: 'token-4' });
  await commit([put('invoice', invoice)]);
  await commit([remove('invoice', stored(invoice))]);
  expect(await links.resolve('token-4')).toBeNull();
});

test('every site is listed from its first commit on, by name', async () => {
  expect(await sites.all()).toEqual([]);
  for (const site of ['zebra', 'Alpha', 'demo']) await commit([put('site', sample('site', site))]);
  await commit([put('site', stored(sample('site', 'demo')))]);
  expect(await sites.all()).toEqual(['Alpha', 'demo', 'zebra']);
});
