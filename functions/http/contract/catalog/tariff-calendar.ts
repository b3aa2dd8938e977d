import * as z from 'zod';
import { parseInstant } from '../../../../domain/time/instant.ts';
import { named } from './named.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';
import { zoneName } from './zone-name.ts';

const CLOCK = 'Write the time as HH:MM, from 00:00 to 24:00.';
const clock = z.string({ error: CLOCK }).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, CLOCK);

const band = z
  .strictObject({
    band: zoneName,
    days: z
      .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday']))
      .min(1, 'Give at least one day.')
      .superRefine((days, context) =>
        refuseRepeats(context, days, { key: (day) => day, at: (index) => [index], message: 'Name each day once.' }),
      ),
    from: clock,
    to: clock,
  })
  .superRefine(({ from, to }, context) => {
    // HH:MM in two digits each: text sorts as time does.
    if (to <= from) refuseAt(context, ['to'], 'Let the band end after it begins; one over midnight is two bands.');
  });

const DAY = 'Write a day as "2026-12-25", or as "12-25" for every year.';
/** Every year has a 29 February here: it is a holiday in those that have one. */
const isDay = (text: string): boolean =>
  /^(\d{4}-)?\d{2}-\d{2}$/.test(text) &&
  parseInstant(`${text.length === 5 ? `2024-${text}` : text}T00:00:00Z`) !== null;

const shape = z.strictObject({
  ...named,
  bands: z
    .array(band)
    .min(1, 'Give at least one band.')
    .max(200, 'Give at most 200 bands.')
    .meta({ description: "In the site's zone; the first that fits is taken." }),
  holidays: z
    .array(z.string({ error: DAY }).refine(isDay, DAY))
    .max(1000, 'Give at most 1000 holidays.')
    .default([])
    .meta({ description: 'A holiday is only a holiday, whatever its day of the week.' }),
});

/** Peak and off-peak. */
export const tariffCalendarBody = shape.superRefine(({ holidays }, context) =>
  refuseRepeats(context, holidays, {
    key: (day) => day,
    at: (index) => ['holidays', index],
    message: 'Name each holiday once.',
  }),
);

export const tariffCalendarAnswer = shape.required({ holidays: true });
