import type { Dec } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import type { Entry } from './entry.ts';

/** What tells one usage event from another, and its content. */
export type EventIdentity = {
  readonly service: string;
  readonly id: string;
  readonly at: Instant;
  readonly fields: Readonly<Record<string, string>>;
  /** Billed, where the event did not leave it to be measured. */
  readonly quantity?: Dec;
};

/** `conflict`: the id is known with other content, so somebody's data is wrong; never dropped silently. */
export type Repeat = 'new' | 'duplicate' | 'conflict';

const eventKey = (service: string, id: string): string => `${service}|${id}`;

/** Usage entries by service and event id. */
export type EventIndex = Map<string, Entry>;

export function indexEvents(entries: Iterable<Entry>): EventIndex {
  const index: EventIndex = new Map();
  for (const entry of entries) remember(index, entry);
  return index;
}

export function remember(index: EventIndex, entry: Entry): void {
  if (entry.kind === 'usage' && entry.service !== null) index.set(eventKey(entry.service, entry.id), entry);
}

export function findRepeat(index: EventIndex, event: EventIdentity): Repeat {
  const known = index.get(eventKey(event.service, event.id));
  if (known === undefined) return 'new';
  const isSame =
    known.at === event.at &&
    hasSameFields(known.fields ?? {}, event.fields) &&
    (event.quantity === undefined || known.quantity?.eq(event.quantity) === true);
  return isSame ? 'duplicate' : 'conflict';
}

export function hasSameFields(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}
