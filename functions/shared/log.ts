export type LogLevel = 'info' | 'warn' | 'error';

const RANK = { info: 0, warn: 1, error: 2, silent: 3 } as const;
const isLevel = (text: string | undefined): text is keyof typeof RANK => text !== undefined && text in RANK;

/**
 * One JSON object a line. Ids and counts only: never amounts with names, never payloads. LOG_LEVEL (info, warn, error, silent)
 * says from which level on; info when unset.
 */
export function log(
  level: LogLevel,
  message: string,
  ids: Readonly<Record<string, string | number | boolean>> = {},
): void {
  const from = process.env['LOG_LEVEL'];
  if (RANK[level] < RANK[isLevel(from) ? from : 'info']) return;
  process.stdout.write(`${JSON.stringify({ level, message, ...ids })}\n`);
}

/** A bug or fault: its name, words and stack. */
export const errorIds = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof Error
    ? { error: error.name, reason: error.message, stack: error.stack ?? '' }
    : { error: 'unknown', reason: String(error) };
