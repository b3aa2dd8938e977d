import type { RatingSet, RatingSetRow } from '../../catalog/service-design.ts';
import { FOREVER, type Instant } from '../../time/instant.ts';

/** Value of a field of an event; undefined where it has none. */
type FieldOf = (field: string) => string | undefined;

/** A rating set laid out for look-ups. */
export type CompiledRatingSet = {
  /** The zone of an event: that of the row that fits best, else the set's own for the rest, else null. */
  readonly zoneOf: (fieldOf: FieldOf, at: Instant) => string | null;
  /** A zone, the zone that it lies in, and so on outwards; each once, even if zones lie in each other. */
  readonly outwards: (zone: string) => readonly string[];
};

/** Rows of higher priority go first, then those of more fields, then of longer prefixes (all together), then in their order. */
type Rank = { readonly priority: number; readonly fields: number; readonly letters: number; readonly place: number };

type RankedRow = Rank & { readonly zone: string; readonly from: Instant; readonly to: Instant };

/** `length` letters of a field's value, or all of it (null). */
type Column = { readonly name: string; readonly length: number | null };

/** Rows that look at the same fields through prefixes of the same lengths: one look-up finds those that fit. */
type Table = {
  readonly columns: readonly Column[];
  /** By what the columns show; best first. */
  readonly rows: Map<string, RankedRow[]>;
  /** The best that any of its rows can be. */
  best: Rank;
};

/**
 * Lays a rating set out in tables by the shape of its rows, best first. Finding a zone takes a look-up per shape (for dialled prefixes: per
 * length), however many rows there are.
 */
export function compileRatingSet(set: RatingSet): CompiledRatingSet {
  const tables = tablesOf(set);
  const lineages = lineagesOf(set);
  const otherwise = set.otherwise ?? null;
  return {
    zoneOf: (fieldOf, at) => bestRow(tables, fieldOf, at)?.zone ?? otherwise,
    outwards: (zone) => lineages.get(zone) ?? [zone],
  };
}

function tablesOf({ fields, rows }: RatingSet): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const [place, row] of rows.entries()) {
    const columns = fields.flatMap(({ name, match }): Column[] => {
      const value = row.match[name];
      return value === undefined ? [] : [{ name, length: match === 'prefix' ? value.length : null }];
    });
    const ranked = rankedRow(row, columns, place);
    const shape = columns.map(({ name, length }) => `${name} ${length}`).join();
    const table = tables.get(shape) ?? { columns, rows: new Map<string, RankedRow[]>(), best: ranked };
    tables.set(shape, table);
    const key = keyOf(columns, (name) => row.match[name]) ?? '';
    const rivals = table.rows.get(key);
    if (rivals === undefined) table.rows.set(key, [ranked]);
    else rivals.push(ranked);
    if (compareRanks(ranked, table.best) < 0) table.best = ranked;
  }
  for (const table of tables.values()) for (const rivals of table.rows.values()) rivals.sort(compareRanks);
  return [...tables.values()].sort((a, b) => compareRanks(a.best, b.best));
}

function rankedRow(row: RatingSetRow, columns: readonly Column[], place: number): RankedRow {
  let letters = 0;
  for (const { length } of columns) letters += length ?? 0;
  const { zone, priority = 0, validFrom: from = -Infinity, validTo: to = FOREVER } = row;
  return { zone, priority, fields: columns.length, letters, place, from, to };
}

/** Negative: the first goes before the second. */
const compareRanks = (a: Rank, b: Rank): number =>
  b.priority - a.priority || b.fields - a.fields || b.letters - a.letters || a.place - b.place;

function bestRow(tables: readonly Table[], fieldOf: FieldOf, at: Instant): RankedRow | null {
  let best: RankedRow | null = null;
  for (const table of tables) {
    if (best !== null && compareRanks(best, table.best) < 0) break;
    const key = keyOf(table.columns, fieldOf);
    const rivals = key === null ? undefined : table.rows.get(key);
    const found = rivals === undefined ? null : firstAt(rivals, at);
    if (found !== null && (best === null || compareRanks(found, best) < 0)) best = found;
  }
  return best;
}

function firstAt(rows: readonly RankedRow[], at: Instant): RankedRow | null {
  for (const row of rows) if (row.from <= at && at < row.to) return row;
  return null;
}

/** What the columns show of an event, each with its length so that no two sets of values look alike; null: it has too little. */
function keyOf(columns: readonly Column[], fieldOf: FieldOf): string | null {
  let key = '';
  for (const column of columns) {
    const value = shown(column, fieldOf);
    if (value === null) return null;
    if (columns.length === 1) return value;
    key += `${value.length} ${value}`;
  }
  return key;
}

function shown({ name, length }: Column, fieldOf: FieldOf): string | null {
  const value = fieldOf(name);
  if (value === undefined) return null;
  if (length === null) return value;
  return value.length < length ? null : value.slice(0, length);
}

function lineagesOf({ zones = [], rows, otherwise }: RatingSet): ReadonlyMap<string, readonly string[]> {
  const parents = new Map(zones.map(({ zone, parent }) => [zone, parent]));
  const lineages = new Map<string, readonly string[]>();
  for (const zone of new Set([
    ...parents.keys(),
    ...rows.map((row) => row.zone),
    ...(otherwise === undefined ? [] : [otherwise]),
  ])) {
    const lineage = new Set<string>();
    for (let next: string | undefined = zone; next !== undefined && !lineage.has(next); next = parents.get(next)) {
      lineage.add(next);
    }
    lineages.set(zone, [...lineage]);
  }
  return lineages;
}
