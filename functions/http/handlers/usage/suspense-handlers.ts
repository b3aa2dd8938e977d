import type { JobRun } from '../../../../domain/jobs/job.ts';
import { refusal } from '../../../../domain/refusal.ts';
import { err } from '../../../../domain/result.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { SuspenseRecord } from '../../../records.ts';
import { answer, type Wire } from '../../../shared/answer.ts';
import { fittingPage } from '../../../shared/fitting-page.ts';
import { freshCall } from '../../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import { startTask } from '../../../use-cases/jobs/start-task.ts';
import { discardSuspense } from '../../../use-cases/usage/discard-suspense.ts';
import { editSuspense } from '../../../use-cases/usage/edit-suspense.ts';
import { retrySuspense } from '../../../use-cases/usage/retry-suspense.ts';
import { summariseSuspense } from '../../../use-cases/usage/summarise-suspense.ts';
import type { suspenseAnswer } from '../../contract/usage/suspense.ts';
import type { usageContract } from '../../contract/usage.ts';
import type { UsagePorts } from '../usage.ts';
import { orderedWire } from './ordered-wire.ts';

type Handlers = DoorHandlers<'usage', typeof usageContract>;

const suspenseWire = (record: SuspenseRecord): Wire<typeof suspenseAnswer> => ({
  suspenseId: record.suspenseId,
  status: record.status,
  reason: record.reason,
  detail: record.detail,
  receivedAt: instantText(record.receivedAt),
  payload: record.payload,
  ...(record.note === undefined ? {} : { note: record.note }),
  ...(record.original === undefined ? {} : { original: record.original }),
  serviceType: record.serviceType ?? null,
  identifier: record.identifier ?? null,
});

const shown = (record: SuspenseRecord) => answer(200, suspenseWire(record), { version: record.version });

/** What could not be rated: looked at, corrected, sent again or given up, one by one or all of a reason. */
export function suspenseHandlers(
  ports: UsagePorts,
): Pick<
  Handlers,
  | 'listSuspense'
  | 'getSuspenseSummary'
  | 'getSuspense'
  | 'editSuspense'
  | 'retrySuspense'
  | 'discardSuspense'
  | 'retryAllSuspense'
  | 'discardAllSuspense'
> {
  const { records } = ports;
  const retry = retrySuspense(ports);
  const discard = discardSuspense(ports);
  const edit = editSuspense(ports);
  const summarise = summariseSuspense(ports);
  const start = startTask(ports);
  return {
    listSuspense: async ({ siteId }, { query: { limit, cursor, ...filter } }) => {
      const paging = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const find = (page: typeof paging) => records.find('suspenseOfSite', siteId, filter, page);
      return answer(200, await fittingPage(find, paging, suspenseWire));
    },
    getSuspenseSummary: async ({ siteId }) => {
      const { reasons, ...summary } = await summarise(siteId);
      const rows = reasons.map(({ newestAt, ...row }) => ({ ...row, newestAt: instantText(newestAt) }));
      return answer(200, { ...summary, reasons: rows });
    },
    getSuspense: async ({ siteId }, { path: { suspenseId } }) => {
      const record = await records.get('suspense', siteId, { suspenseId });
      if (record === null) return err(refusal('request.not_found', 'There is no such suspended message.'));
      return shown(record);
    },
    editSuspense: async (call, { path: { suspenseId }, body: { payload }, version }) => {
      const edited = await edit(call, { suspenseId, version, payload });
      return edited.ok ? shown(edited.value) : edited;
    },
    retrySuspense: async (call, { path: { suspenseId }, body: { payload = null } }) => {
      const retried = await retry(call, { suspenseId, payload });
      return retried.ok ? shown(retried.value) : retried;
    },
    discardSuspense: async (call, { path: { suspenseId }, body: { note } }) => {
      const discarded = await discard(rememberAs(call, suspenseWire), { suspenseId, note });
      return discarded.ok ? shown(discarded.value) : discarded;
    },
    retryAllSuspense: async (call, { body: { reason } }) => {
      const ordering = rememberAs(await freshCall(ports, call), ({ runId }: JobRun) => ({ runId }));
      const run = await start(ordering, { task: 'suspense-retry', by: call.actor, reason });
      return run.ok ? orderedWire(run.value, '/v1/job-runs') : run;
    },
    discardAllSuspense: async (call, { body: { reason, note } }) => {
      const ordering = rememberAs(await freshCall(ports, call), ({ runId }: JobRun) => ({ runId }));
      const run = await start(ordering, { task: 'suspense-discard', by: call.actor, reason, note });
      return run.ok ? orderedWire(run.value, '/v1/job-runs') : run;
    },
  };
}
