type AttributeValue = { readonly S?: string; readonly N?: string; readonly B?: Uint8Array; readonly BOOL?: boolean };

/** The size of a low-level item as DynamoDB counts it: names and values, numbers at two digits a byte. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item))
    bytes += Buffer.byteLength(name) + valueBytes(value as AttributeValue);
  return bytes;
}

function valueBytes({ S, N, B, BOOL }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/\D/g, '').length / 2) + 1;
  if (B !== undefined) return B.length;
  if (BOOL !== undefined) return 1;
  throw new Error('The meter knows only texts, numbers, bytes and booleans: teach it the new type');
}
