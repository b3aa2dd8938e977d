import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoServiceLookup } from '../../functions/adapters/dynamo/service-lookup.ts';
import { dynamoSuspenseWriter } from '../../functions/adapters/dynamo/suspense-writer.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await freshTable();
});

const itemOf = async (site: string) => {
  const Key = { pk: `${site}#suspense#s-1`, sk: 'suspense' };
  return (await connection.client.send(new GetCommand({ TableName: connection.table, Key }))).Item;
};

test('a suspended message is written by hand exactly as its entity writes it', async () => {
  const { version: _version, status: _status, note: _note, ...fresh } = sample('suspense', 'by-hand');
  await dynamoSuspenseWriter(connection).suspend({ ...fresh, reason: 'UNKNOWN_SERVICE' });
  const { note: _none, ...record } = sample('suspense', 'by-entity');
  await dynamoCommit(connection)([put('suspense', record)]);
  const byEntity = JSON.stringify(await itemOf('by-entity')).replaceAll('by-entity', 'by-hand');
  expect(await itemOf('by-hand')).toEqual(JSON.parse(byEntity));
  const { items } = await dynamoRecords(connection).find('suspenseOfSite', 'by-hand', { status: 'open' });
  expect(items).toEqual([{ ...stored(record), siteId: 'by-hand' }]);
});

test('a service claim is read by hand as its entity wrote it', async () => {
  const claim = sample('serviceClaim', 'claims');
  await dynamoCommit(connection)([put('serviceClaim', claim)]);
  const lookup = dynamoServiceLookup(connection);
  expect(await lookup.holders('claims', claim.identifier)).toEqual(claim.holders);
  expect(await lookup.holders('claims', 'nobody')).toEqual([]);
});
