/** Errors are shown with the next picture. */
const AFTER_PICTURE_MS = 50;

/** Once the errors are shown, the first of them takes the focus; not from somebody who has gone on meanwhile. */
export function focusFirstError(within: () => ParentNode | null): void {
  const before = document.activeElement;
  setTimeout(() => {
    const now = document.activeElement;
    if (now !== before && now !== document.body) return;
    within()?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, AFTER_PICTURE_MS);
}
