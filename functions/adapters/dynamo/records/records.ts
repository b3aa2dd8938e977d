import type { Records } from '../../../ports.ts';
import type { Queries, QueryName, RecordKeys, RecordKind } from '../../../records.ts';
import type { Connection } from '../connection.ts';
import { requireSiteId } from '../keys.ts';
import { type Answers, dynamoQueries } from './queries.ts';
import { type EveryShelf, recordShelves } from './record-shelves.ts';

/**
 * Reads records by key, by list and by id. Records by key or by id and lists of a customer are read consistently; lists of a whole
 * site come from an index that lags a moment, so nothing is decided on them. `find` without a limit gives the whole list.
 */
export function dynamoRecords(connection: Connection): Records {
  const everyShelf = recordShelves(connection);
  const shelves: EveryShelf = everyShelf;
  const answers: Answers = dynamoQueries(connection, everyShelf);
  return {
    get: async <K extends RecordKind>(kind: K, siteId: string, key: RecordKeys[K]) => {
      requireSiteId(siteId);
      const record = await shelves[kind]().get(siteId, key);
      return record !== null && isNamed(record, key) ? record : null;
    },
    find: async <Q extends QueryName>(query: Q, siteId: string, args: Queries[Q]['args'], page = {}) => {
      requireSiteId(siteId);
      return answers[query](siteId, args, page);
    },
  };
}

/** Ids are padded in keys, so that 0007 leads to 7: but nothing is called 0007. */
function isNamed(record: object, key: object): boolean {
  const fields = new Map<string, unknown>(Object.entries(record));
  return Object.entries(key).every(([name, part]) => fields.get(name) === part);
}
