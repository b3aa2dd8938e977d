import type {
  Commit,
  Ledgers,
  PriceBooks,
  Queues,
  Records,
  Sequences,
  SiteTime,
  SystemTime,
  UsageTallies,
} from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { explainEntry } from '../../use-cases/usage/explain-entry.ts';
import { rateDryRun } from '../../use-cases/usage/rate-dry-run.ts';
import { sendUsageEvents } from '../../use-cases/usage/send-usage-events.ts';
import type { usageContract } from '../contract/usage.ts';
import { dryRunWire, explanationWire } from './usage/explanation-wire.ts';
import { reratingHandlers } from './usage/rerating-handlers.ts';
import { suspenseHandlers } from './usage/suspense-handlers.ts';

export type UsagePorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly queues: Queues;
  readonly usageTallies: Pick<UsageTallies, 'total'>;
  readonly ledgers: Ledgers;
  readonly priceBooks: PriceBooks;
  readonly siteTime: SiteTime;
  readonly systemTime: SystemTime;
  readonly sequences: Sequences;
};

/** What the usage door does. */
export function usageHandlers(ports: UsagePorts): DoorHandlers<'usage', typeof usageContract> {
  const send = sendUsageEvents(ports);
  const tryOut = rateDryRun(ports);
  const explain = explainEntry(ports);
  return {
    ...suspenseHandlers(ports),
    ...reratingHandlers(ports),
    sendUsageEvents: async (call, { body }) => {
      const accepted = await send(call, body);
      return accepted.ok ? answer(202, { accepted: accepted.value }) : accepted;
    },
    rateUsageEvents: async (call, { body }) => {
      const events = ('specversion' in body ? [body] : body).map(({ id, time, site, servicetype, subject, data }) => ({
        ...{ siteId: site, id, at: time, serviceType: servicetype, identifier: subject, fields: data },
      }));
      const results = await tryOut(await freshCall(ports, call), events);
      return results.ok ? answer(200, { results: results.value.map(dryRunWire) }) : results;
    },
    getUsageTally: async ({ siteId }) => answer(200, await ports.usageTallies.total(siteId)),
    explainEntry: async ({ siteId }, { path: { balanceGroupId, seq }, query: { at = null } }) => {
      const explained = await explain(siteId, { balanceGroupId, seq: parseInt(seq, 10), at });
      return explained.ok ? answer(200, explanationWire(explained.value)) : explained;
    },
  };
}
