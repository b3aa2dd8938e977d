/** Errors are shown with the next picture. */
const AFTER_PICTURE_MS = 50;

/** Once the errors are shown, the first of them takes the focus. */
export function focusFirstError(within: () => ParentNode | null): void {
  setTimeout(() => within()?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), AFTER_PICTURE_MS);
}
