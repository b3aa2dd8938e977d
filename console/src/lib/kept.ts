const isObject = <T extends object>(value: unknown): value is Partial<T> => typeof value === 'object' && value !== null;

/** What the browser kept under a key, over the defaults; what it cannot read any more is forgotten. */
export function readKept<T extends object>(storage: Storage, key: string, defaults: T): T {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    return isObject<T>(kept) ? { ...defaults, ...kept } : defaults;
  } catch {
    return defaults;
  }
}
