/** The service that a usage message names, as far as it can be read: also of messages that are no events. For lists, never for rating. */
export type NamedService = { readonly serviceType?: string; readonly identifier?: string };

const LONGEST = 200;

/** Reads leniently what suspended messages are looked for by. */
export function namedInUsage(payload: string): NamedService {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  const serviceType = 'servicetype' in parsed ? text(parsed.servicetype) : undefined;
  const identifier = 'subject' in parsed ? text(parsed.subject) : undefined;
  return {
    ...(serviceType === undefined ? {} : { serviceType }),
    ...(identifier === undefined ? {} : { identifier }),
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= LONGEST ? value : undefined;
