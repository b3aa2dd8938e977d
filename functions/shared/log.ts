export type LogLevel = 'info' | 'warn' | 'error';

/** One JSON object a line. Ids and counts only: never amounts with names, never payloads. */
export function log(
  level: LogLevel,
  message: string,
  ids: Readonly<Record<string, string | number | boolean>> = {},
): void {
  process.stdout.write(`${JSON.stringify({ level, message, ...ids })}\n`);
}

/** A bug or fault: its name, words and stack. */
export const errorIds = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof Error
    ? { error: error.name, reason: error.message, stack: error.stack ?? '' }
    : { error: 'unknown', reason: String(error) };
