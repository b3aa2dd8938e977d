import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Job } from '../domain/jobs/job.ts';
import { workBilling } from '../functions/use-cases/billing/work-billing.ts';
import { beginInvoicing } from '../functions/use-cases/invoicing/begin-invoicing.ts';
import { workInvoicing } from '../functions/use-cases/invoicing/work-invoicing.ts';
import { reportResults } from '../functions/use-cases/jobs/report-results.ts';
import { startJobRun } from '../functions/use-cases/jobs/start-job-run.ts';
import { type Worker, workOffJobs } from '../functions/use-cases/jobs/work-off-jobs.ts';
import { sendMail } from '../functions/use-cases/mail/send-mail.ts';
import { readSiteAnew } from '../functions/use-cases/read-site-anew.ts';
import { startDynamoDb } from '../local/engines/dynamodb/start-dynamo-db.ts';
import { SITE } from './bench-site.ts';
import { benchClient, createTable } from './bench-table.ts';
import { type BenchPorts, billingPorts, consume, type Night, openShop } from './billing-world.ts';
import { meterCapacity } from './capacity-meter.ts';

export type BillingFigures = {
  readonly requestsPerBill: number;
  readonly writeUnitsPerBill: number;
  readonly readUnitsPerBill: number;
  readonly cpuMillisPerBill: number;
};

const CUSTOMERS = 60;
const EVENTS_PER_CUSTOMER = 20;
/** What Lambda hands a job's worker at most. */
const BATCH = 10;
const NIGHTS = ['2026-04-01T00:30:00Z', '2026-05-01T00:30:00Z'].map((text) => Date.parse(text));

/**
 * What one bill costs from the start of the billing run to the mail that announces its invoice: the real use cases on the real
 * adapters, with documents drawn and kept in memory. The first night warms everything up; the second is measured.
 */
export async function benchBilling(): Promise<BillingFigures> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  const base = benchClient(engine.url);
  try {
    await createTable(base);
    const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
    const night: Night = { now: Date.parse('2026-03-01T09:00:00Z'), jobs: [], mails: [] };
    const ports = billingPorts(client, night);
    await openShop(ports, night, CUSTOMERS);
    const [warm = 0, measured = 0] = NIGHTS;
    for (const now of [warm, measured]) {
      night.now = now - 86_400_000;
      await ports.siteTime.refresh(SITE);
      await consume(client, ports, { now: night.now, customers: CUSTOMERS, events: EVENTS_PER_CUSTOMER });
      night.now = now;
      if (now === warm) await billEverybody(ports, night);
    }
    const capacity = meterCapacity(base);
    const before = process.cpuUsage();
    await billEverybody(ports, night);
    const { user, system } = process.cpuUsage(before);
    return {
      requestsPerBill: capacity.requests / CUSTOMERS,
      writeUnitsPerBill: capacity.writeUnits / CUSTOMERS,
      readUnitsPerBill: capacity.readUnits / CUSTOMERS,
      cpuMillisPerBill: (user + system) / 1000 / CUSTOMERS,
    };
  } finally {
    base.destroy();
    await engine.stop();
  }
}

/** A billing night: the run, the invoicing that it chains, and the mails. */
async function billEverybody(ports: BenchPorts, night: Night): Promise<void> {
  const started = await startJobRun(ports)({ siteId: SITE, job: 'billing', trigger: 'schedule', now: night.now });
  if (!started.ok) throw new Error(started.error.detail);
  await workOff(ports, night, 'billing', { begin: readSiteAnew(ports), work: workBilling(ports) });
  await workOff(ports, night, 'invoicing', { begin: beginInvoicing(ports), work: workInvoicing(ports) });
  for (const mail of night.mails.splice(0)) await sendMail(ports)(mail);
}

async function workOff(
  ports: BenchPorts,
  night: Night,
  job: Job,
  { begin, work }: Pick<Worker, 'begin' | 'work'>,
): Promise<void> {
  const messages = night.jobs.splice(0);
  if (messages.length !== CUSTOMERS || messages.some((message) => message.job !== job)) {
    throw new Error(`${messages.length} messages of ${messages[0]?.job} were sent, not ${CUSTOMERS} of ${job}`);
  }
  const fault = (_: unknown, error: unknown) => {
    throw error;
  };
  const worker = workOffJobs({
    ...(begin === undefined ? {} : { begin }),
    work: async (message) => {
      const result = await work(message);
      if (result === null) throw new Error(`nothing was done for ${message.ref}`);
      if (result.outcome !== 'processed') throw new Error(result.detail);
      return result;
    },
    report: reportResults(ports),
    onFault: fault,
  });
  for (let start = 0; start < messages.length; start += BATCH) {
    const batch = messages.slice(start, start + BATCH);
    await worker(batch.map((message, index) => ({ messageId: `${index}`, attempt: 1, message })));
  }
}
