import { createContext, useContext } from 'react';
import type { ChosenGroup } from '../customer/sharing/choose-group.tsx';
import type { Draft, ProductDraft } from './draft.ts';

/** The draft, and how fields change it. */
export type DraftHandle = {
  readonly draft: Draft;
  readonly setField: (pointer: string, value: string) => void;
  readonly setProduct: (key: string, part: ProductDraft) => void;
  readonly setBundles: (bundles: readonly string[]) => void;
  readonly setDiscounts: (keys: readonly string[]) => void;
  readonly setSharing: (chosen: ChosenGroup) => void;
  /** Shown only once somebody wanted to go on. */
  readonly errorOf: (pointer: string) => string | undefined;
};

const DraftContext = createContext<DraftHandle | null>(null);
export const DraftProvider = DraftContext.Provider;

export function useDraft(): DraftHandle {
  const handle = useContext(DraftContext);
  if (handle === null) throw new Error('useDraft needs a DraftProvider');
  return handle;
}
