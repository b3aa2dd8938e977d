import { workOn } from '../domain/ledger/append-entries.ts';
import { rateUsage } from '../domain/rating/rate-usage.ts';
import type { RatingContext } from '../domain/rating/rating-context.ts';
import { CASES, type Case, callNumber, contractOf, headOf, NOW, PIPELINE_BOOK } from './pipeline-world.ts';

export type PipelineFigures = {
  readonly case: Case;
  readonly eventsPerSecond: number;
  readonly microsPerEvent: number;
};

const EVENTS = 20_000;
const ROUNDS = 7;

/**
 * The pure pipeline: events in, entries out, on one core, nothing stored. The cases take turns, so that a busy machine slows all of them, and
 * the median counts.
 */
export function benchPipeline(): readonly PipelineFigures[] {
  const events = Array.from({ length: EVENTS }, (_, index) => callNumber(index));
  const micros = new Map<Case, number[]>(CASES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of CASES) micros.get(name)?.push(measure(name, events));
  }
  return CASES.map((name) => {
    const rounds = (micros.get(name) ?? []).toSorted((a, b) => a - b);
    const microsPerEvent = rounds[Math.floor(rounds.length / 2)] ?? 0;
    return { case: name, microsPerEvent, eventsPerSecond: 1_000_000 / microsPerEvent };
  });
}

/** Every event meets the ledger as it was opened, so that allowances cover the same of each and nothing grows. */
function measure(name: Case, events: readonly ReturnType<typeof callNumber>[]): number {
  const context: RatingContext = {
    state: workOn(headOf(name)).state,
    contract: contractOf(name),
    book: PIPELINE_BOOK,
    now: NOW,
  };
  const began = process.cpuUsage();
  for (const event of events) {
    const rated = rateUsage(context, event);
    if (!rated.ok) throw new Error(rated.error.detail);
  }
  const { user, system } = process.cpuUsage(began);
  return (user + system) / events.length;
}
