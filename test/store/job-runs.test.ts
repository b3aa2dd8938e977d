import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import type { JobMessage } from '../../functions/ports.ts';
import type { JobPorts } from '../../functions/use-cases/jobs/open-run.ts';
import { reportResults } from '../../functions/use-cases/jobs/report-results.ts';
import { put } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

const SITE = 'demo';
const RUN = { siteId: SITE, runId: '9001' };
const WORKERS = 50;
const PER_WORKER = 6;
const RESULTS = WORKERS * PER_WORKER;

let connection: Connection;
let sent: JobMessage[];

beforeAll(async () => {
  connection = await freshTable();
});

function ports(): JobPorts {
  const nothing = async () => {};
  return {
    records: dynamoRecords(connection),
    commit: dynamoCommit(connection),
    sequences: dynamoSequences(connection),
    dueIndex: dynamoDueIndex(connection),
    siteTime: dynamoSiteTime(connection),
    queues: {
      sendJobs: async (messages) => void sent.push(...messages),
      ...{ sendClockStep: nothing, sendUsage: nothing, sendMail: nothing, sendNotifications: nothing },
    },
    systemTime: Date.now,
  };
}

const report = (index: number) => ({
  message: { ...RUN, job: 'billing' as const, ref: `${3000 + index}`, customerId: '1001' },
  result: { outcome: index % 10 === 0 ? ('skipped' as const) : ('processed' as const), detail: 'done' },
});

test('fifty workers report three hundred results at once: none is lost, none counts twice, the run ends once', async () => {
  sent = [];
  const commit = dynamoCommit(connection);
  await commit([put('site', sample('site', SITE))]);
  await commit([put('jobRun', sample('jobRun', SITE, { ...RUN, job: 'billing', selected: RESULTS, chained: [] }))]);
  // What the chained job finds due.
  await commit([put('bill', sample('bill', SITE, { finalisedAt: 1, invoiceId: null, total: '10', collection: null }))]);

  const told = await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      const own = Array.from({ length: PER_WORKER }, (_unused, index) => report(worker * PER_WORKER + index));
      // A message of the neighbour that was delivered twice.
      const again = report(((worker + 1) % WORKERS) * PER_WORKER);
      const known = new Set(own.map(({ message }) => message.ref));
      await reportResults(ports())(RUN, known.has(again.message.ref) ? own : [...own, again]);
      return known.size;
    }),
  );
  expect(told.reduce((sum, size) => sum + size)).toBe(RESULTS);

  const { records } = ports();
  const run = await records.get('jobRun', SITE, { runId: RUN.runId });
  expect(run).toMatchObject({ state: 'succeeded', processed: RESULTS * 0.9, skipped: RESULTS * 0.1, failed: 0 });
  expect((await records.find('resultsOfRun', SITE, { runId: RUN.runId })).items).toHaveLength(RESULTS);

  const runs = (await records.find('jobRunsOfSite', SITE, {})).items;
  expect(runs.filter(({ job, trigger }) => job === 'invoicing' && trigger === 'chain')).toHaveLength(1);
  expect(run?.chained).toEqual(runs.filter(({ job }) => job === 'invoicing').map(({ runId }) => runId));
  expect(new Set(sent.map(({ ref, runId }) => `${runId} ${ref}`)).size).toBe(1);
}, 120_000);
