/**
 * A value of a template as a person would write it: `{ "Fn::GetAtt": ["UsageQueueQueue12AB34CD", "Arn"] }` becomes
 * `UsageQueueQueue.Arn`, an import from the data stack becomes what it imports, and texts are joined.
 */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [[key, argument] = ['', undefined]] = Object.entries(value);
  switch (key) {
    case 'Ref':
      return withoutHash(String(argument));
    case 'Fn::GetAtt':
      return Array.isArray(argument) ? `${withoutHash(String(argument[0]))}.${argument[1]}` : String(argument);
    case 'Fn::ImportValue':
      return imported(String(argument));
    case 'Fn::Join':
      return Array.isArray(argument) ? argument[1].map(plain).join(argument[0]) : String(argument);
    default:
      return JSON.stringify(value);
  }
}

const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** `billow-trial-data:ExportsOutputFnGetAttLedgerTable0B4CE8A3ArnD1AA1FC7` → `LedgerTable.Arn`. */
function imported(exportName: string): string {
  const attribute = /ExportsOutputFnGetAtt(.+?)[0-9A-F]{8}([A-Z][a-z][A-Za-z]*?)[0-9A-F]{8}$/.exec(exportName);
  if (attribute) return `${attribute[1]}.${attribute[2]}`;
  const reference = /ExportsOutputRef(.+)[0-9A-F]{8}[0-9A-F]{8}$/.exec(exportName);
  return reference?.[1] ?? exportName;
}
