// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { CustomAttributeType, Entity } from 'electrodb';
import type { SuspenseFilter, SuspenseRecord } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { instantKey } from '../keys.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const suspenseEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'suspense', version: '1' },
      attributes: {
        siteId: TEXT,
        suspenseId: TEXT,
        list: TEXT,
        listKey: TEXT,
        data: { type: CustomAttributeType<SuspenseRecord>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'suspenseId'],
            template: '${siteId}#suspense#${suspenseId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'suspense', casing: 'none' },
        },
        ofSite: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId', 'list'],
            template: '${siteId}#${list}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['listKey'],
            template: '${listKey}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

/** The list that a message of a status is on: what waits lies apart from what was dealt with. */
export const suspenseList = (status: SuspenseRecord['status']): string =>
  status === 'open' ? 'suspense' : `suspense#${status}`;

export function suspenseShelf(connection: Connection): Shelf<'suspense'> & { readonly ofSite: Ask<'suspenseOfSite'> } {
  const entity = suspenseEntity(connection);
  const keyOf = ({ siteId, suspenseId }: SuspenseRecord) => ({ siteId, suspenseId });
  return {
    get: async (siteId, { suspenseId }) => {
      const { data } = await entity.get({ siteId, suspenseId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (record) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(record),
            list: suspenseList(record.status),
            listKey: `${instantKey(record.receivedAt)}#${record.suspenseId}`,
            data: nextVersion(record),
          })
          .params<PutParams>(),
        record.version,
      ),
    remove: (record) => deleteIfVersion(entity.delete(keyOf(record)).params<DeleteParams>(), record.version),
    ofSite: (siteId, filter) => ({
      params: withFilter(entity.query.ofSite({ siteId, list: suspenseList(filter.status) }).params(), filter),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}

/** What is looked for lies in the record itself, which ElectroDB knows nothing of. */
function withFilter(
  params: QueryCommandInput,
  { reason, serviceType, identifier, from, to }: SuspenseFilter,
): QueryCommandInput {
  const tests = [
    { field: 'reason', is: '=', value: reason },
    { field: 'serviceType', is: '=', value: serviceType },
    { field: 'identifier', is: '=', value: identifier },
    { field: 'receivedAt', is: '>=', value: from },
    { field: 'receivedAt', is: '<', value: to },
  ].flatMap(({ value, ...test }, index) => (value === undefined ? [] : [{ ...test, value, name: `:f${index}` }]));
  if (tests.length === 0) return params;
  return {
    ...params,
    FilterExpression: tests.map(({ field, is, name }) => `#data.#${field} ${is} ${name}`).join(' AND '),
    ExpressionAttributeNames: {
      ...params.ExpressionAttributeNames,
      '#data': 'data',
      ...Object.fromEntries(tests.map(({ field }) => [`#${field}`, field])),
    },
    ExpressionAttributeValues: {
      ...params.ExpressionAttributeValues,
      ...Object.fromEntries(tests.map(({ name, value }) => [name, value])),
    },
  };
}
