import type { Versioned } from '../customer/customer.ts';

/** Where a sharing group is found by its number: the group itself is in its owner's contract. Its version rises with every change of it. */
export type SharingGroupRecord = Versioned & {
  readonly siteId: string;
  readonly groupId: string;
  readonly name: string;
  readonly ownerCustomerId: string;
  readonly ownerBalanceGroupId: string;
};
