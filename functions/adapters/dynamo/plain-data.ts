/**
 * Throws if anything in it is an instance of a class: a decimal is stored as text or not at all. The marshaller's own check goes by the name
 * of what `constructor` says, and would take the object of a customer who named a field so for an instance.
 */
export function requirePlainData(value: unknown): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (!Array.isArray(value)) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null)
      throw new Error('Only plain data is stored, no instances.');
  }
  for (const part of Object.values(value)) requirePlainData(part);
}
