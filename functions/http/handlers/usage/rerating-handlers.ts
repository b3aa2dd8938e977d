import type { JobResult, JobRun } from '../../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../../domain/jobs/task.ts';
import { sumRerating, sumWhatIf } from '../../../../domain/rerating/sum-figures.ts';
import { err } from '../../../../domain/result.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import { answer } from '../../../shared/answer.ts';
import { freshCall } from '../../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import { listCorrections } from '../../../use-cases/rerating/list-corrections.ts';
import { orderRerating, orderWhatIf } from '../../../use-cases/rerating/order-rerating.ts';
import { figuresOfRun } from '../../../use-cases/rerating/sum-results.ts';
import { whatIfCustomer } from '../../../use-cases/rerating/what-if-customer.ts';
import type { usageContract } from '../../contract/usage.ts';
import { positionCursor, readPosition } from '../customers/entry-cursor.ts';
import { noSuch } from '../customers/of-customer.ts';
import { jobRunWire } from '../operations/operations-wire.ts';
import type { UsagePorts } from '../usage.ts';
import { orderedWire } from './ordered-wire.ts';
import { comparedLineWire, correctionWire } from './rerating-wire.ts';

type Handlers = DoorHandlers<'usage', typeof usageContract>;
type OrderOf<T extends TaskOrder['task']> = Extract<TaskOrder, { readonly task: T }>;

/** Re-rating and comparisons: ordered, and looked at. */
export function reratingHandlers(
  ports: UsagePorts,
): Pick<Handlers, 'startRerating' | 'listReratings' | 'getRerating' | 'listCorrections' | 'askWhatIf' | 'getWhatIf'> {
  const rerate = orderRerating(ports);
  const compareAll = orderWhatIf(ports);
  const compare = whatIfCustomer(ports);
  const corrections = listCorrections(ports);
  return {
    startRerating: async (call, { body: { reason, from, to, dryRun, ...scope } }) => {
      const ordering = rememberAs(await freshCall(ports, call), ({ runId }: JobRun) => ({ runId }));
      const run = await rerate(ordering, { reason, from, to, dryRun, scope });
      return run.ok ? orderedWire(run.value, '/v1/re-ratings') : run;
    },

    listReratings: async ({ siteId }, { query }) => {
      const { items, nextCursor } = await ports.records.find('jobRunsOfSite', siteId, { job: 're-rating' }, query);
      return answer(200, { items: items.flatMap(reratingRowWire), nextCursor });
    },

    getRerating: async ({ siteId }, { path: { runId }, query }) => {
      const found = await runOf(ports, siteId, runId, 're-rating');
      if (found === null) return err(noSuch('re-rating'));
      const { run, order } = found;
      const { figures, isWhole } = await figuresOfRun(ports, run, 're-rating');
      const { items, nextCursor } = await ports.records.find('resultsOfRun', siteId, { runId }, query);
      return answer(200, {
        ...reratingWire(run, order),
        total: { isWhole, ...sumRerating(figures) },
        results: {
          items: (await named(ports, items)).map(({ result, customerName }) => ({
            ...resultWire(result, customerName),
            ...sumRerating(result.figures?.of === 're-rating' ? [result.figures] : []),
          })),
          nextCursor,
        },
      });
    },

    listCorrections: async ({ siteId }, { path: { runId, balanceGroupId }, query: { limit, cursor } }) => {
      const found = await runOf(ports, siteId, runId, 're-rating');
      if (found === null) return err(noSuch('re-rating'));
      const list = `corrections ${runId} ${balanceGroupId}`;
      const after = readPosition(list, cursor);
      if (!after.ok) return after;
      const of = { runId, order: found.order, balanceGroupId };
      const posted = await corrections(siteId, of, { after: after.value, limit });
      if (posted === null) return err(noSuch('balance group'));
      const items = posted.entries.map((one) => correctionWire(one, posted.accounts));
      return answer(200, { items, nextCursor: positionCursor(list, posted.next) });
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
        balanceGroups: compared.value.map(({ balanceGroupId, figures, lines, services }) => ({
          ...{ balanceGroupId, resource: figures.resource, ...sumWhatIf([figures]) },
          lines: lines.map((line) => comparedLineWire(line, services)),
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
          items: (await named(ports, items)).map(({ result, customerName }) => ({
            ...resultWire(result, customerName),
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

const reratingWire = (run: JobRun, order: OrderOf<'re-rating'>) => ({
  ...orderWire(run, order),
  ...order.scope,
  reason: order.reason,
  dryRun: order.dryRun,
});

const reratingRowWire = (run: JobRun) =>
  run.order !== undefined && isOrderOf(run.order, 're-rating') ? [reratingWire(run, run.order)] : [];

const named = ({ records }: UsagePorts, results: readonly JobResult[]) =>
  Promise.all(
    results.map(async (result) => {
      const customer = await records.get('customer', result.siteId, { customerId: result.customerId });
      return { result, customerName: customer?.name ?? '' };
    }),
  );

const resultWire = ({ ref, customerId, outcome, detail }: JobResult, customerName: string) => ({
  balanceGroupId: ref,
  customerId,
  customerName,
  outcome,
  detail,
});
