import * as z from 'zod';
import { FOREVER } from '../../../../domain/time/instant.ts';
import { code } from '../identity.ts';
import { endInstant, instant } from '../instant.ts';
import { fieldName } from './field-name.ts';
import { named } from './named.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';
import { zoneName } from './zone-name.ts';

const row = z.strictObject({
  match: z
    .record(
      fieldName,
      z.string({ error: 'Give the value as text.' }).min(1, 'Leave the field out: absent means any.').max(100),
    )
    .meta({ description: 'A value for each field; absent: any.' }),
  zone: zoneName,
  validFrom: instant.exactOptional(),
  validTo: endInstant.exactOptional(),
  priority: z
    .int('Give a whole number.')
    .min(-1000)
    .max(1000)
    .exactOptional()
    .meta({ description: 'Higher goes first; among equals, the row with more fields, then with longer prefixes.' }),
});
type Row = z.output<typeof row>;

const shape = z.strictObject({
  ...named,
  serviceType: code,
  fields: z
    .array(z.strictObject({ name: fieldName, match: z.enum(['exact', 'prefix']).default('exact') }))
    .min(1, 'Give at least one field.')
    .max(10, 'Give at most 10 fields.'),
  rows: z.array(row).min(1, 'Give at least one row.').max(3000, 'Give at most 3000 rows.'),
  zones: z
    .array(z.strictObject({ zone: zoneName, parent: zoneName }))
    .max(1000, 'Give at most 1000 zones.')
    .exactOptional()
    .meta({ description: 'Zones and the wider zones that they lie in.' }),
  otherwise: zoneName.exactOptional().meta({ description: 'Zone of what no row meets.' }),
});
type Shape = z.output<typeof shape>;

function rowsFit({ fields, rows }: Shape, context: z.core.$RefinementCtx): void {
  const known = new Map(fields.map(({ name, match }) => [name, match]));
  for (const [index, { match, validFrom = 0, validTo = FOREVER }] of rows.entries()) {
    for (const [field, value] of Object.entries(match)) {
      const how = known.get(field);
      const path = ['rows', index, 'match', field];
      if (how === undefined) refuseAt(context, path, 'Remove this field, or list it under fields.');
      if (how === 'prefix' && /[*?%]/.test(value)) {
        refuseAt(context, path, 'Write the prefix alone, such as "4940": it needs no asterisk.');
      }
    }
    if (validTo <= validFrom) refuseAt(context, ['rows', index, 'validTo'], 'Let the validity end after it begins.');
  }
}

const wordsOf = ({ match, priority = 0 }: Row): string =>
  JSON.stringify([priority, Object.entries(match).toSorted(([left], [right]) => (left < right ? -1 : 1))]);

/** Two rows that say the same of one moment: nobody could tell which one goes first. */
function refuseTwins({ rows }: Shape, context: z.core.$RefinementCtx): void {
  const same = new Map<string, Row[]>();
  for (const [index, own] of rows.entries()) {
    const words = wordsOf(own);
    const others = same.get(words) ?? [];
    const meets = ({ validFrom = 0, validTo = FOREVER }: Row) =>
      validFrom < (own.validTo ?? FOREVER) && (own.validFrom ?? 0) < validTo;
    if (others.some(meets)) {
      refuseAt(context, ['rows', index], 'Give this row once: change its match, its priority or its validity.');
    }
    same.set(words, [...others, own]);
  }
}

function zonesFit({ zones = [] }: Shape, context: z.core.$RefinementCtx): void {
  refuseRepeats(context, zones, {
    key: ({ zone }) => zone,
    at: (index) => ['zones', index, 'zone'],
    message: 'Give each zone one parent.',
  });
  const parents = new Map(zones.map(({ zone, parent }) => [zone, parent]));
  for (const [index, { zone }] of zones.entries()) {
    const seen = new Set<string>();
    let at: string | undefined = zone;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      at = parents.get(at);
    }
    if (at === zone)
      refuseAt(context, ['zones', index, 'parent'], 'Choose a wider zone: a zone does not lie in itself.');
  }
}

/** Tells the zone of an event from its fields. */
export const ratingSetBody = shape.superRefine((set, context) => {
  refuseRepeats(context, set.fields, {
    key: ({ name }) => name,
    at: (index) => ['fields', index, 'name'],
    message: 'Name each field once.',
  });
  rowsFit(set, context);
  refuseTwins(set, context);
  zonesFit(set, context);
});

export const ratingSetAnswer = shape;
