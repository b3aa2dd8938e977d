import type { JobRun } from '../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, type Result } from '../../../domain/result.ts';
import type { Ledgers, PriceBooks } from '../../ports.ts';
import { type StartTaskPorts, startTask } from '../jobs/start-task.ts';
import { checkScope, invalidOrder, periodProblems } from './check-order.ts';

export type OrderPorts = StartTaskPorts & {
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh'>;
};

type Ordering = Parameters<ReturnType<typeof startTask>>[0] & { readonly actor: string };

/** Orders that usage is rated again, or what that would come to. A worker does it, balance group by balance group. */
export const orderRerating =
  (ports: OrderPorts) =>
  async (
    call: Ordering,
    order: Omit<Extract<TaskOrder, { readonly task: 're-rating' }>, 'by' | 'task'>,
  ): Promise<Result<JobRun, Refusal>> => {
    const problems = [...periodProblems(order), ...(await checkScope(ports)(call.siteId, order.scope))];
    if (problems.length > 0) return err(invalidOrder(problems));
    return startTask(ports)(call, { task: 're-rating', by: call.actor, ...order });
  };

/** Orders a comparison for every subscription that has a plan. */
export const orderWhatIf =
  (ports: OrderPorts) =>
  async (
    call: Ordering,
    order: Omit<Extract<TaskOrder, { readonly task: 'what-if' }>, 'by' | 'task'>,
  ): Promise<Result<JobRun, Refusal>> => {
    const { plan, newPlan } = order;
    const known = await checkScope(ports)(call.siteId, { plan });
    const other = await checkScope(ports)(call.siteId, { plan: newPlan });
    const problems = [
      ...periodProblems(order),
      ...known,
      ...other.map((problem) => ({ ...problem, pointer: '/newPlan' })),
    ];
    if (problems.length > 0) return err(invalidOrder(problems));
    return startTask(ports)(call, { task: 'what-if', by: call.actor, ...order });
  };
