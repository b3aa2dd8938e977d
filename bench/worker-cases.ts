import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FOREVER } from '../domain/time/instant.ts';
import { dynamoCommit } from '../functions/adapters/dynamo/commit.ts';
import { rateUsageBatch } from '../functions/use-cases/usage/rate-usage-batch.ts';
import { startDynamoDb } from '../local/engines/dynamodb/start-dynamo-db.ts';
import { SITE } from './bench-site.ts';
import { benchClient, createTable, TABLE } from './bench-table.ts';
import { CASES, type Case, callNumber, contractOf, headOf, NOW, PIPELINE_BOOK } from './pipeline-world.ts';
import { workerPorts } from './worker-ports.ts';

export type WorkerCaseFigures = { readonly case: Case; readonly cpuMicrosPerEvent: number };

const BATCHES = 20;
const BATCH = 1_000;

/**
 * The same three cases through the whole worker: read, fold and write on the real adapters, 1,000 events of one balance group a batch. The
 * cases take turns.
 */
export async function benchWorkerCases(): Promise<readonly WorkerCaseFigures[]> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  const base = benchClient(engine.url);
  try {
    await createTable(base);
    const client = DynamoDBDocumentClient.from(base);
    const commit = dynamoCommit({ client, table: TABLE });
    for (const name of CASES) {
      const head = { ...headOf(name), balanceGroupId: name };
      const profile = { ...contractOf(name).profile, balanceGroupId: name, version: 0 };
      await commit([
        { put: 'ledger', value: { before: null, after: head } },
        { put: 'ratingProfile', value: profile, before: null },
      ]);
    }
    const micros = new Map<Case, number>(CASES.map((name) => [name, 0]));
    // The first rounds only warm what a worker that runs has warm.
    for (let round = -3; round < BATCHES; round++) {
      for (const name of CASES) {
        const spent = await rateBatch(client, name, round);
        if (round >= 0) micros.set(name, (micros.get(name) ?? 0) + spent);
      }
    }
    return CASES.map((name) => ({ case: name, cpuMicrosPerEvent: (micros.get(name) ?? 0) / (BATCHES * BATCH) }));
  } finally {
    base.destroy();
    await engine.stop();
  }
}

async function rateBatch(client: DynamoDBDocumentClient, name: Case, round: number): Promise<number> {
  const book = async () => PIPELINE_BOOK;
  const ports = workerPorts(client);
  const holder = { serviceId: 's', serviceType: 'call', balanceGroupId: name, from: 0, to: FOREVER };
  const rate = rateUsageBatch({
    ...ports,
    priceBooks: { current: book, fresh: book, forCustomer: book },
    services: { holders: async () => [holder], forget: () => {} },
    siteTime: { ...ports.siteTime, now: async () => NOW },
  });
  const messages = Array.from({ length: BATCH }, (_, index) => messageOf(index + (round + 3) * BATCH));
  const began = process.cpuUsage();
  const { rated, faults } = await rate(messages);
  const { user, system } = process.cpuUsage(began);
  if (rated !== BATCH) throw new Error(`${rated} of ${BATCH} events were rated: ${faults.join('; ')}`);
  return user + system;
}

function messageOf(index: number) {
  const { id, at, serviceType, identifier, fields } = callNumber(index);
  const event = {
    specversion: '1.0',
    type: 'billow.usage.v1',
    source: 'bench',
    id,
    time: new Date(at).toISOString(),
    site: SITE,
    servicetype: serviceType,
    subject: identifier,
    data: fields,
  };
  return { messageId: id, body: JSON.stringify(event) };
}
