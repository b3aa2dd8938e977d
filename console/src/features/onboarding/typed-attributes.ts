/** Values of custom attributes that were typed: their fields stand under `at`, a JSON pointer of the request. Nothing, if none was. */
export function typedAttributes(
  fields: Readonly<Record<string, string>>,
  at: string,
): { readonly attributes?: Record<string, string> } {
  const typed = Object.entries(fields).flatMap(([pointer, value]): [string, string][] =>
    pointer.startsWith(`${at}/`) && value.trim() !== '' ? [[pointer.slice(at.length + 1), value.trim()]] : [],
  );
  return typed.length === 0 ? {} : { attributes: Object.fromEntries(typed) };
}
