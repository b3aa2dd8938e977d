import type { Suspension } from '../../../domain/rating/suspension.ts';
import { readUsageEvent, type UsageEvent } from '../../../events/usage-event.ts';

/** One queue message: an event, or an array of events. */
export type UsageMessage = { readonly messageId: string; readonly body: string };

/** One event of a message, with the text it came as: what suspense keeps and a retry sends again. */
export type Received = { readonly messageId: string; readonly payload: string };
export type ReceivedEvent = Received & { readonly event: UsageEvent };
export type Refused = Received & { readonly siteId: string | null } & Suspension;

export type ReadMessages = { readonly events: readonly ReceivedEvent[]; readonly refused: readonly Refused[] };

/** Opens messages. Nothing is lost on the way: every element is either an event or refused with a reason. */
export function readMessages(messages: readonly UsageMessage[]): ReadMessages {
  const events: ReceivedEvent[] = [];
  const refused: Refused[] = [];
  for (const { messageId, body } of messages) {
    const parsed = parseJson(body);
    if (parsed === undefined) {
      refused.push({
        messageId,
        payload: body,
        siteId: null,
        reason: 'MALFORMED',
        detail: 'The message is not JSON. Send one CloudEvents object or an array of them.',
      });
      continue;
    }
    const isBatch = Array.isArray(parsed);
    for (const element of isBatch ? parsed : [parsed]) {
      // A single event keeps its own text, so that digits JSON.parse would drop are still there to be mended.
      const payload = isBatch ? JSON.stringify(element) : body;
      const event = readUsageEvent(element);
      if (event.ok) events.push({ messageId, payload, event: event.value });
      else {
        const detail = event.error
          .map(({ pointer, message }) => `${pointer} ${message}`)
          .join('; ')
          .toWellFormed();
        refused.push({ messageId, payload, siteId: siteOf(element), reason: 'INVALID_EVENT', detail });
      }
    }
  }
  return { events, refused };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const siteOf = (element: unknown): string | null =>
  typeof element === 'object' && element !== null && 'site' in element && typeof element.site === 'string'
    ? element.site
    : null;
