// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { BillingProfile } from '../../../../domain/billing/bill.ts';
import { dueOfBillingProfile } from '../../../../domain/jobs/due-work.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, SPARSE, SPARSE_ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { idLink } from '../records/links.ts';
import { type Ask, CONSISTENT, dueAttributes, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const billingProfileEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'billingProfile', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        billingProfileId: ID,
        gsi1pk: SPARSE,
        gsi1sk: SPARSE,
        parkedId: SPARSE_ID,
        data: { type: CustomAttributeType<BillingProfile>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['billingProfileId'],
            template: 'billing-profile#${billingProfileId}',
            casing: 'none',
          },
        },
        due: {
          index: TABLE_SHAPE.indexes.dueWork.name,
          pk: { field: TABLE_SHAPE.indexes.dueWork.partitionKey, composite: ['gsi1pk'], casing: 'none' },
          sk: { field: TABLE_SHAPE.indexes.dueWork.sortKey, composite: ['gsi1sk'], casing: 'none' },
        },
        parked: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#parked',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['parkedId'],
            template: '${parkedId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function billingProfileShelf(connection: Connection): Shelf<'billingProfile'> & {
  readonly ofCustomer: Ask<'billingProfilesOfCustomer'>;
  readonly parked: Ask<'parkedBillingProfiles'>;
} {
  const entity = billingProfileEntity(connection);
  const keyOf = ({ siteId, customerId, billingProfileId }: BillingProfile) => ({
    siteId,
    customerId,
    billingProfileId,
  });
  return {
    get: async (siteId, { customerId, billingProfileId }) => {
      const { data } = await entity.get({ siteId, customerId, billingProfileId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (profile) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(profile),
            ...dueAttributes(profile.siteId, dueOfBillingProfile(profile)),
            ...(profile.parked === null ? {} : { parkedId: profile.billingProfileId }),
            data: nextVersion(profile),
          })
          .params<PutParams>(),
        profile.version,
      ),
    remove: (profile) => deleteIfVersion(entity.delete(keyOf(profile)).params<DeleteParams>(), profile.version),
    links: ({ siteId, billingProfileId, customerId }) => [
      idLink(siteId, 'billingProfile', billingProfileId, { customerId }),
    ],
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
    parked: (siteId) => ({
      params: entity.query.parked({ siteId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
