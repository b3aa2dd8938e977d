import { ID_PADDING } from '../keys.ts';

/** A part of a key, stored as it is. */
export const TEXT = { type: 'string', required: true } as const;

/** A part of a key that is a number of a sequence: padded in keys, stored as it is. */
export const ID = { type: 'string', required: true, padding: ID_PADDING } as const;

/** A part of a sparse index's key: an item without it is not on the index. */
export const SPARSE = { type: 'string' } as const;
export const SPARSE_ID = { type: 'string', padding: ID_PADDING } as const;

/** Epoch seconds at which the table may forget the item. Only for what may be lost. */
export const EXPIRES_AT = { type: 'number', required: true } as const;
