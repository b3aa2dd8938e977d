import type { Records } from '../ports.ts';
import { everyItem } from './every-item.ts';

/** What a site calls its bill items, by code. */
export async function billItemNames(
  ports: { readonly records: Pick<Records, 'find'> },
  siteId: string,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const { code, object } of everyItem(ports, 'catalogOfKind', siteId, { kind: 'billItem' })) {
    names.set(code, object.name);
  }
  return names;
}
