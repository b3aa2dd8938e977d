import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import type { ServiceField } from './catalog.ts';
import type { Named } from './named.ts';

/** The vocabulary of event fields: a field means the same, and has one type, in every service type. */
export type ServiceFieldDefinition = Named & { readonly type: ServiceField['type'] };

/** A unit and what it is made of: a minute is 60 seconds. A unit without base is its own measure. */
export type MeasurementUnit = Named & {
  readonly symbol: string;
  readonly base?: string;
  /** How many base units one of it is. */
  readonly factor: DecimalText;
};

/** How a field of an event is compared with a row: whole, or by the longest prefix that a row has. */
export type RatingSetField = { readonly name: string; readonly match: 'exact' | 'prefix' };

/** One row: a value for every field (absent: any), and the zone that it gives. */
export type RatingSetRow = {
  readonly match: Readonly<Record<string, string>>;
  readonly zone: string;
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
  /** Higher goes first; among equals, the row with more fields, then with longer prefixes. Zero, if not given. */
  readonly priority?: number;
};

/** Tells the zone of an event from its fields: origin and destination, dialled prefix, region of a station. */
export type RatingSet = Named & {
  readonly serviceType: string;
  readonly fields: readonly RatingSetField[];
  readonly rows: readonly RatingSetRow[];
  /** Zones and the wider zones that they lie in. A zone without a line has no parent. */
  readonly zones?: readonly { readonly zone: string; readonly parent: string }[];
  /** Zone of what no row meets; such an event has no zone otherwise. */
  readonly otherwise?: string;
};

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday';

/** When a tariff applies, in the site's zone: `from` and `to` as `HH:MM`, `to` up to `24:00`. The first band that fits is taken. */
export type TimeBand = {
  readonly band: string;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
};

/** Peak and off-peak. A holiday is only a `holiday`, whatever its day of the week. What no band covers has no band. */
export type TariffCalendar = Named & {
  readonly bands: readonly TimeBand[];
  /** `2026-12-25`, or `12-25` for every year. */
  readonly holidays: readonly string[];
};
