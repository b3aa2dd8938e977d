import { type RefObject, useEffect } from 'react';

/** Dialogs put the focus on their close button once they are open; a moment later it belongs to the first field. */
const AFTER_DIALOG_MS = 60;

export function useFirstFocus(field: RefObject<{ readonly focus: () => void } | null>): void {
  useEffect(() => {
    field.current?.focus();
    const timer = setTimeout(() => field.current?.focus(), AFTER_DIALOG_MS);
    return () => clearTimeout(timer);
  }, [field]);
}
