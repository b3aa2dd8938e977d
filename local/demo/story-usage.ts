import { type Dice, steadyDice } from './steady-dice.ts';

/** A usage event as a producer sends it. */
export type StoryEvent = {
  readonly servicetype: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, string>>;
};

export const daysOf = (month: string): readonly string[] => {
  const start = new Date(`${month}-01T00:00:00Z`);
  const days: string[] = [];
  for (const day = start; day.toISOString().startsWith(month); day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
};

/** An instant so many seconds after another, as text. */
export const later = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString().replace('.000', '');

const two = (number: number): string => `${number}`.padStart(2, '0');

/** Some moment of a day, between two hours. */
export const momentOf = (day: string, dice: Dice, [from, to]: readonly [number, number]): string =>
  `${day}T${two(dice.roll(from, to))}:${two(dice.roll(0, 59))}:${two(dice.roll(0, 59))}Z`;

/** What happens on a day: the same whenever it is asked for, since the dice begin with the day. */
export function messagesOf(
  month: string,
  { site, source }: { readonly site: string; readonly source: string },
  eventsOf: (day: string, dice: Dice) => readonly StoryEvent[],
): readonly object[] {
  const events = daysOf(month).flatMap((day) =>
    eventsOf(day, steadyDice(Number(day.replaceAll('-', '')))).map((event, index) => ({
      ...{ specversion: '1.0', type: 'billow.usage.v1', id: `${source}-${day}-${index}`, source, site },
      ...event,
    })),
  );
  return events.toSorted((a, b) => (a.time < b.time ? -1 : 1));
}
