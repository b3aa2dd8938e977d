import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** One row of the file, its columns as written. */
export type ChargingSession = {
  readonly sessionId: string;
  readonly kwhTotal: string;
  readonly dollars: string;
  readonly created: string;
  readonly ended: string;
  readonly platform: string;
  readonly userId: string;
  readonly stationId: string;
  readonly locationId: string;
};

/** All sessions, by the time they began. */
export async function readChargingSessions(): Promise<readonly ChargingSession[]> {
  const text = await readFile(new URL('ev-charging-sessions.csv', import.meta.url), 'utf8');
  const rows: ChargingSession[] = parse(text, { columns: true });
  return rows.toSorted((a, b) => (a.created < b.created ? -1 : 1));
}

/** `0014-11-18 15:40:26` is the 18th of November 2014: the file writes years without their century. */
export const timeOf = (written: string): string => `20${written.slice(2, 10)}T${written.slice(11)}Z`;

export const identifierOf = (userId: string): string => `DRIVER-${userId}`;

/** The session as its charging station would send it. */
export const messageOf = (session: ChargingSession, site: string) => ({
  specversion: '1.0',
  type: 'billow.usage.v1',
  id: session.sessionId,
  source: `stations/${session.stationId}`,
  time: timeOf(session.created),
  site,
  servicetype: 'ev-charging',
  subject: identifierOf(session.userId),
  data: {
    end: timeOf(session.ended),
    station: session.stationId,
    location: session.locationId,
    kwh: session.kwhTotal,
    platform: session.platform,
  },
});
