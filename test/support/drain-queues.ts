import type { JobMessage } from '../../functions/ports.ts';
import { workBilling } from '../../functions/use-cases/billing/work-billing.ts';
import { workInvoicing } from '../../functions/use-cases/invoicing/work-invoicing.ts';
import { reportResults, type WorkResult } from '../../functions/use-cases/jobs/report-results.ts';
import { workCollection } from '../../functions/use-cases/payments/work-collection.ts';
import { stepClock } from '../../functions/use-cases/site/step-clock.ts';
import type { BillingPorts, BillingStore } from './billing-store.ts';

/** What the queues' workers do with one job message. */
export async function workOff(ports: BillingPorts, message: JobMessage): Promise<void> {
  await reportResults(ports)(message, [{ message, result: await workFor(ports, message) }]);
}

function workFor(ports: BillingPorts, message: JobMessage): Promise<WorkResult> {
  switch (message.job) {
    case 'billing':
      return workBilling(ports)(message);
    case 'invoicing':
      return workInvoicing(ports)(message);
    case 'payment-collection':
      return workCollection(ports)(message);
    default:
      throw new Error(`no worker for ${message.job} in this test`);
  }
}

type Delivery = { readonly job: JobMessage } | { readonly clockStep: string };

/**
 * Delivers what is in the queues until they are empty, as SQS would: each message `copies` times, and again when its worker threw, at
 * most five times in all.
 */
export async function drainQueues(
  store: BillingStore,
  { ports = store.ports(), copies = 1, steps = 10_000 }: { ports?: BillingPorts; copies?: number; steps?: number } = {},
): Promise<void> {
  const waiting: (Delivery & { tries: number })[] = [];
  for (let step = 0; step < steps; step++) {
    for (const job of store.jobs.splice(0)) for (let n = 0; n < copies; n++) waiting.push({ job, tries: 0 });
    for (const clockStep of store.clockSteps.splice(0))
      for (let n = 0; n < copies; n++) waiting.push({ clockStep, tries: 0 });
    const next = waiting.shift();
    if (next === undefined) return;
    try {
      if ('job' in next) await workOff(ports, next.job);
      else await stepClock(ports)(next.clockStep);
    } catch (error) {
      if (next.tries >= 4) throw error;
      waiting.push({ ...next, tries: next.tries + 1 });
    }
  }
  throw new Error(`The queues are not empty after ${steps} deliveries.`);
}
