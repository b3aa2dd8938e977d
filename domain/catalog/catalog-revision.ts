import type { Versioned } from '../customer/customer.ts';
import type { Instant } from '../time/instant.ts';
import type { CatalogKind, CatalogObjects } from './catalog.ts';

/**
 * What one change did to one catalog object. Written in the commit of the change and never touched again: together they are the
 * audit log of the catalog, and the way back to what it was.
 */
export type CatalogRevision = Versioned & {
  readonly siteId: string;
  /** The catalog's version that the change made. Changes of one import may share it. */
  readonly catalogVersion: number;
  readonly kind: CatalogKind;
  readonly code: string;
  readonly at: Instant;
  /** E-mail of the operator, or `system`. */
  readonly actor: string;
  readonly action: 'created' | 'replaced' | 'deleted';
  /** Null: there was none. */
  readonly before: CatalogObjects[CatalogKind] | null;
  /** Null: there is none any more. */
  readonly after: CatalogObjects[CatalogKind] | null;
};
