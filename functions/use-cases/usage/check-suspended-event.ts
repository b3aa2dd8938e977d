import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { readUsageEvent } from '../../../events/usage-event.ts';

/** The queue takes no longer message. */
const LARGEST_MESSAGE = 256 * 1024;

/** Why a corrected message cannot be sent. Null: it can. One of another site is none of this site's business. */
export function checkSuspendedEvent(payload: string, siteId: string): Refusal | null {
  if (new TextEncoder().encode(payload).length > LARGEST_MESSAGE) {
    return refusal('request.invalid', 'The corrected message is too long.', [
      { pointer: '/payload', message: `Keep the message to ${LARGEST_MESSAGE} bytes.` },
    ]);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return refusal('request.invalid', 'The corrected message is not JSON.', [
      { pointer: '/payload', message: 'Write one CloudEvents object as JSON text.' },
    ]);
  }
  const event = readUsageEvent(parsed);
  if (!event.ok) {
    const errors = event.error.map(({ pointer, message }) => ({
      pointer: '/payload',
      message: `${pointer} ${message}`,
    }));
    return refusal('request.invalid', 'The corrected message would be suspended again.', errors);
  }
  if (event.value.siteId === siteId) return null;
  return refusal('request.invalid', 'The corrected message names another site.', [
    { pointer: '/payload', message: `Set its site to "${siteId}".` },
  ]);
}
