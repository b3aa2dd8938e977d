/** The size of an item as DynamoDB counts it: names and values; numbers at two digits a byte; three bytes for a list or map. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((bytes, [name, value]) => bytes + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (typeof value === 'boolean' || value === null) return 1;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce((bytes: number, part) => bytes + 1 + valueBytes(part), 3);
  if (typeof value === 'object') return 3 + itemBytes(Object.fromEntries(Object.entries(value)));
  throw new Error(`The meter does not know a ${typeof value}: teach it`);
}
