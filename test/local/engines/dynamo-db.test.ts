import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDynamoDb } from '../../../local/engines/dynamodb/start-dynamo-db.ts';
import type { DynamoDbEngine } from '../../../local/engines/engine.ts';
import { processInfo } from '../../../local/engines/process-info.ts';

const TableName = 'billow';
let dataFolder: string;
let leftovers: (() => unknown)[];
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'billow-dynamodb-'));
  leftovers = [];
});
afterEach(async () => {
  for (const end of leftovers) await end();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function start(folder: string | null): Promise<DynamoDbEngine> {
  const engine = await startDynamoDb({ port: 0, dataFolder: folder });
  leftovers.push(() => engine.stop());
  return engine;
}

function clientOf({ url }: DynamoDbEngine): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  leftovers.push(() => client.destroy());
  return client;
}

const newTable = new CreateTableCommand({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
});
const put = (pk: string, ConditionExpression?: string) => ({ TableName, Item: { pk: { S: pk } }, ConditionExpression });

/** Another process that runs a database on the folder; answers its Java's process id. */
async function spawnOwner(folder: string): Promise<{ owner: ChildProcess; javaProcessId: number }> {
  const script = join(import.meta.dirname, 'dynamo-db-owner.ts');
  const owner = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  leftovers.push(() => owner.kill('SIGKILL'));
  const [line] = await once(owner.stdout, 'data');
  return { owner, javaProcessId: Number.parseInt(String(line), 10) };
}

async function untilGone(processId: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline && processInfo(processId) !== null) await new Promise((next) => setTimeout(next, 50));
  return processInfo(processId) === null;
}

test('a transaction whose condition fails writes nothing; stopping ends Java', async () => {
  const engine = await start(null);
  const db = clientOf(engine);
  await db.send(newTable);
  await db.send(new PutItemCommand(put('taken')));
  const both = new TransactWriteItemsCommand({
    TransactItems: [{ Put: put('fresh') }, { Put: put('taken', 'attribute_not_exists(pk)') }],
  });
  await expect(db.send(both)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  expect((await db.send(new GetItemCommand({ TableName, Key: { pk: { S: 'fresh' } } }))).Item).toBeUndefined();
  await engine.stop();
  expect(processInfo(engine.javaProcessId)).toBeNull();
});

test('no web page of another origin may read the tables', async () => {
  const engine = await start(null);
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const preflight = await fetch(engine.url, { method: 'OPTIONS', headers });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
});

test('items survive when their owner is killed, and Java dies with it', async () => {
  const { owner, javaProcessId } = await spawnOwner(dataFolder);
  const command = processInfo(javaProcessId)?.command ?? '';
  const url = `http://127.0.0.1:${/-port (\d+)/.exec(command)?.[1]}`;
  const db = clientOf({ url, javaProcessId, stop: async () => undefined });
  await db.send(newTable);
  await db.send(new PutItemCommand(put('kept')));

  await expect(startDynamoDb({ port: 0, dataFolder })).rejects.toThrow(
    `in use by a running stack (process ${owner.pid})`,
  );
  expect(processInfo(javaProcessId)).not.toBeNull();

  owner.kill('SIGKILL');
  expect(await untilGone(javaProcessId, 5_000)).toBe(true);

  const again = await start(dataFolder);
  const { Item } = await clientOf(again).send(new GetItemCommand({ TableName, Key: { pk: { S: 'kept' } } }));
  expect(Item).toEqual({ pk: { S: 'kept' } });
});

test('a Java that was left on the folder is ended by the next start; a stranger under its number is not', async () => {
  const first = await start(dataFolder);
  const command = (processInfo(first.javaProcessId)?.command ?? '').split(' ');
  await first.stop();
  const forgotten = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' });
  leftovers.push(() => forgotten.kill('SIGKILL'));
  const gone = once(forgotten, 'exit');
  const record = { ownerProcessId: 999_999_999, watchdogProcessId: 999_999_998, javaProcessId: forgotten.pid };
  writeFileSync(join(dataFolder, 'processes.json'), JSON.stringify(record));
  const second = await start(dataFolder);
  await gone;
  await second.stop();

  const stranger = { ...record, javaProcessId: process.pid };
  writeFileSync(join(dataFolder, 'processes.json'), JSON.stringify(stranger));
  await start(dataFolder); // this very process is alive to say so
});

test('a taken port is named before Java is started', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  leftovers.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(startDynamoDb({ port, dataFolder: null })).rejects.toThrow(`Port ${port} is taken`);
});
