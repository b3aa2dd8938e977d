import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, Queues, Records, SuspenseRecord, UsageTallies } from '../../ports.ts';
import { answer, type Wire } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import { discardSuspense } from '../../use-cases/usage/discard-suspense.ts';
import { retrySuspense } from '../../use-cases/usage/retry-suspense.ts';
import { sendUsageEvents } from '../../use-cases/usage/send-usage-events.ts';
import type { suspenseAnswer, usageContract } from '../contract/usage.ts';

const suspenseWire = (record: SuspenseRecord): Wire<typeof suspenseAnswer> => ({
  suspenseId: record.suspenseId,
  status: record.status,
  reason: record.reason,
  detail: record.detail,
  receivedAt: instantText(record.receivedAt),
  payload: record.payload,
  ...(record.note === undefined ? {} : { note: record.note }),
});

/** What the usage door does. */
export function usageHandlers(ports: {
  readonly records: Records;
  readonly commit: Commit;
  readonly queues: Pick<Queues, 'sendUsage'>;
  readonly usageTallies: Pick<UsageTallies, 'total'>;
}): DoorHandlers<'usage', typeof usageContract> {
  const { records, usageTallies } = ports;
  const send = sendUsageEvents(ports);
  const retry = retrySuspense(ports);
  const discard = discardSuspense(ports);
  return {
    sendUsageEvents: async (call, { body }) => {
      const accepted = await send(call, body);
      return accepted.ok ? answer(202, { accepted: accepted.value }) : accepted;
    },
    getUsageTally: async ({ siteId }) => answer(200, await usageTallies.total(siteId)),
    listSuspense: async ({ siteId }, { query }) => {
      const { items, nextCursor } = await records.find('openSuspense', siteId, {}, query);
      return answer(200, { items: items.map(suspenseWire), nextCursor });
    },
    getSuspense: async ({ siteId }, { path: { suspenseId } }) => {
      const record = await records.get('suspense', siteId, { suspenseId });
      if (record === null) return err(refusal('request.not_found', 'There is no such suspended message.'));
      return answer(200, suspenseWire(record), { version: record.version });
    },
    retrySuspense: async (call, { path: { suspenseId }, body: { payload = null } }) => {
      const retried = await retry(call, { suspenseId, payload });
      return retried.ok ? answer(200, suspenseWire(retried.value), { version: retried.value.version }) : retried;
    },
    discardSuspense: async (call, { path: { suspenseId }, body: { note } }) => {
      const discarded = await discard(rememberAs(call, suspenseWire), { suspenseId, note });
      if (!discarded.ok) return discarded;
      return answer(200, suspenseWire(discarded.value), { version: discarded.value.version });
    },
  };
}
