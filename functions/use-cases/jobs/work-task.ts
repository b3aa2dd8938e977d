import type { JobRun } from '../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import { dec, decimalText, sum } from '../../../domain/money/decimal.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import type { WhatIfFigures } from '../../../domain/rerating/figures.ts';
import type { JobMessage } from '../../ports.ts';
import { findBalanceGroups } from '../rerating/find-balance-groups.ts';
import { type ReratePorts, rerateBalanceGroup } from '../rerating/rerate-balance-group.ts';
import { whatIfBalanceGroup } from '../rerating/what-if-balance-group.ts';
import { discardOne, findSuspense, retryOne } from '../usage/work-suspense.ts';
import { FIND, type Found, findWork } from './find-work.ts';
import type { JobPorts } from './open-run.ts';
import type { WorkResult } from './report-results.ts';

export type TaskPorts = JobPorts & Omit<ReratePorts, 'siteTime'>;

/** A message of a task: finds the task's work, or does a piece of it. Null: there is nothing to tell its run. */
export const workTask =
  (ports: TaskPorts) =>
  async (message: JobMessage): Promise<WorkResult | null> => {
    await ports.siteTime.refresh(message.siteId);
    if (message.ref === FIND) return findWork(ports, (run, order, cursor) => find(ports, run, order, cursor))(message);
    const run = await ports.records.get('jobRun', message.siteId, { runId: message.runId });
    if (run?.order === undefined) throw new Error(`Run ${message.runId} says nothing of what was ordered.`);
    if (run.state !== 'running') return { outcome: 'skipped', detail: 'The run was given up. Order it again.' };
    return work(ports, message, run.order);
  };

function find(ports: TaskPorts, run: JobRun, order: TaskOrder, cursor: string | null): Promise<Found> {
  switch (order.task) {
    case 're-rating':
      return findBalanceGroups(ports)(run.siteId, order.scope, cursor);
    case 'what-if':
      return findBalanceGroups(ports)(run.siteId, { plan: order.plan }, cursor);
    case 'suspense-retry':
    case 'suspense-discard':
      return findSuspense(ports)(run, order.reason, cursor);
  }
}

async function work(ports: TaskPorts, message: JobMessage, order: TaskOrder): Promise<WorkResult> {
  switch (order.task) {
    case 're-rating':
      return rerateBalanceGroup(ports)(message, order);
    case 'what-if': {
      const { plan, newPlan, from, to } = order;
      const question = { balanceGroupId: message.ref, plan, newPlan, period: { from, to } };
      const compared = await whatIfBalanceGroup(ports)(message.siteId, question);
      if (!compared.ok) return { outcome: 'failed', detail: compared.error.detail };
      if (compared.value === null) return { outcome: 'skipped', detail: 'It had no such subscription in that time.' };
      const { figures } = compared.value;
      return { outcome: 'processed', detail: differenceInWords(figures), figures };
    }
    case 'suspense-retry':
      return retryOne(ports)(message);
    case 'suspense-discard':
      return discardOne(ports)(message, order);
  }
}

function differenceInWords({ items, resource }: WhatIfFigures): string {
  const total = (which: 'control' | 'hypothetical') =>
    sum(items.flatMap((item) => [dec(item[which].net), dec(item[which].tax)]));
  const [control, hypothetical] = [total('control'), total('hypothetical')];
  return `${moneyWords(decimalText(hypothetical), resource)} instead of ${moneyWords(decimalText(control), resource)} with tax.`;
}
