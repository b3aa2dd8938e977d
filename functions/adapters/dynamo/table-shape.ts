/**
 * The one table, as data: the deployed table, the local table and the entities' keys are all built from this.
 * Import-free on purpose, so that the infrastructure can read it without loading an SDK.
 */
export const TABLE_SHAPE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    /** Sparse: what is due, per site, job and shard, by due time. */
    dueWork: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    /** Sparse: lists of a site, and of a customer by time. */
    lists: { name: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
} as const;
