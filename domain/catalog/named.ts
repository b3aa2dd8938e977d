/** What every catalog object has. The code is unique per kind and site and never changes. */
export type Named = { readonly code: string; readonly name: string; readonly description?: string };
