/**
 * Gives an item read without ElectroDB its type. The one place where that is taken on trust: everything in the table was written by the
 * adapters beside this file.
 */
export const storedAs = <T>(item: Readonly<Record<string, unknown>>): T => item as T;
