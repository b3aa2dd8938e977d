import type { JobResult, JobRun } from '../../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../../domain/jobs/task.ts';
import { sumRerating, sumWhatIf } from '../../../../domain/rerating/sum-figures.ts';
import { err } from '../../../../domain/result.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import { answer } from '../../../shared/answer.ts';
import { freshCall } from '../../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import { orderRerating, orderWhatIf } from '../../../use-cases/rerating/order-rerating.ts';
import { figuresOfRun } from '../../../use-cases/rerating/sum-results.ts';
import { whatIfCustomer } from '../../../use-cases/rerating/what-if-customer.ts';
import type { usageContract } from '../../contract/usage.ts';
import { noSuch } from '../customers/of-customer.ts';
import { jobRunWire } from '../operations/operations-wire.ts';
import type { UsagePorts } from '../usage.ts';
import { orderedWire } from './ordered-wire.ts';

type Handlers = DoorHandlers<'usage', typeof usageContract>;
type OrderOf<T extends TaskOrder['task']> = Extract<TaskOrder, { readonly task: T }>;

/** Re-rating and comparisons: ordered, and looked at. */
export function reratingHandlers(
  ports: UsagePorts,
): Pick<Handlers, 'startRerating' | 'getRerating' | 'askWhatIf' | 'getWhatIf'> {
  const rerate = orderRerating(ports);
  const compareAll = orderWhatIf(ports);
  const compare = whatIfCustomer(ports);
  return {
    startRerating: async (call, { body: { reason, from, to, dryRun, ...scope } }) => {
      const ordering = rememberAs(await freshCall(ports, call), ({ runId }: JobRun) => ({ runId }));
      const run = await rerate(ordering, { reason, from, to, dryRun, scope });
      return run.ok ? orderedWire(run.value, '/v1/re-ratings') : run;
    },

    getRerating: async ({ siteId }, { path: { runId }, query }) => {
      const found = await runOf(ports, siteId, runId, 're-rating');
      if (found === null) return err(noSuch('re-rating'));
      const { run, order } = found;
      const { figures, isWhole } = await figuresOfRun(ports, run, 're-rating');
      const { items, nextCursor } = await ports.records.find('resultsOfRun', siteId, { runId }, query);
      return answer(200, {
        ...orderWire(run, order),
        ...order.scope,
        reason: order.reason,
        dryRun: order.dryRun,
        total: { isWhole, ...sumRerating(figures) },
        results: {
          items: items.map((result) => ({
            ...resultWire(result),
            ...sumRerating(result.figures?.of === 're-rating' ? [result.figures] : []),
          })),
          nextCursor,
        },
      });
    },

    askWhatIf: async (call, { body: { customerId, plan, newPlan, from, to } }) => {
      const fresh = await freshCall(ports, call);
      const ofPlan = plan === undefined ? {} : { plan };
      if (customerId === undefined) {
        const ordering = rememberAs(fresh, ({ runId }: JobRun) => ({ runId }));
        const run = await compareAll(ordering, { plan: plan ?? '', newPlan, from, to });
        return run.ok ? orderedWire(run.value, '/v1/what-if') : run;
      }
      const asked = { customerId, newPlan, ...ofPlan, period: { from, to } };
      const compared = await compare(call.siteId, asked);
      if (!compared.ok) return compared;
      return answer(200, {
        ...{ customerId, newPlan, from: instantText(from), to: instantText(to) },
        total: sumWhatIf(compared.value.map(({ figures }) => figures)),
        balanceGroups: compared.value.map(({ balanceGroupId, figures }) => ({
          balanceGroupId,
          ...sumWhatIf([figures]),
        })),
      });
    },

    getWhatIf: async ({ siteId }, { path: { runId }, query }) => {
      const found = await runOf(ports, siteId, runId, 'what-if');
      if (found === null) return err(noSuch('comparison'));
      const { run, order } = found;
      const { figures, isWhole } = await figuresOfRun(ports, run, 'what-if');
      const { items, nextCursor } = await ports.records.find('resultsOfRun', siteId, { runId }, query);
      return answer(200, {
        ...orderWire(run, order),
        plan: order.plan,
        newPlan: order.newPlan,
        total: { isWhole, ...sumWhatIf(figures) },
        results: {
          items: items.map((result) => ({
            ...resultWire(result),
            ...sumWhatIf(result.figures?.of === 'what-if' ? [result.figures] : []),
          })),
          nextCursor,
        },
      });
    },
  };
}

async function runOf<T extends TaskOrder['task']>(
  { records }: UsagePorts,
  siteId: string,
  runId: string,
  task: T,
): Promise<{ readonly run: JobRun; readonly order: OrderOf<T> } | null> {
  const run = await records.get('jobRun', siteId, { runId });
  const order = run?.order;
  return run !== null && order !== undefined && isOrderOf(order, task) ? { run, order } : null;
}

const isOrderOf = <T extends TaskOrder['task']>(order: TaskOrder, task: T): order is OrderOf<T> => order.task === task;

const orderWire = (run: JobRun, { by, from, to }: { by: string; from: number; to: number }) => ({
  run: jobRunWire(run),
  by,
  from: instantText(from),
  to: instantText(to),
});

const resultWire = ({ ref, customerId, outcome, detail }: JobResult) => ({
  balanceGroupId: ref,
  customerId,
  outcome,
  detail,
});
