import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { PositionTranslator } from './source-positions.ts';

/** The log of one function: JSON lines in a file, the newest also in memory. */
export type FunctionLog = {
  /** A line as the function wrote it; plain text is wrapped, so that the file stays JSON lines. */
  readonly write: (line: string) => void;
  /** Newest last. */
  readonly recent: () => readonly string[];
  /** A stream for `console` and `process.stdout`. */
  readonly stream: () => Writable;
  readonly close: () => Promise<void>;
};

const LINES_IN_MEMORY = 200;
const FILE_BYTES_AT_START = 5_000_000;

/**
 * @param folder where `<functionName>.log` grows; null keeps the newest lines in memory only
 * @param translate makes the positions in error stacks readable
 */
export function openFunctionLog(
  functionName: string,
  folder: string | null,
  translate: PositionTranslator = (line) => line,
): FunctionLog {
  const lines: string[] = [];
  let file: WriteStream | null = null;
  const write = (line: string): void => {
    const json = asJsonLine(translate(line));
    lines.push(json);
    if (lines.length > LINES_IN_MEMORY) lines.shift();
    if (folder === null) return;
    file ??= openFile(folder, functionName);
    file.write(`${json}\n`);
  };
  return {
    write,
    recent: () => [...lines],
    stream: () => lineStream(write),
    close: () => new Promise((resolve) => (file ? file.end(resolve) : resolve())),
  };
}

/** A log that grew large is set aside once, when it is opened. */
function openFile(folder: string, functionName: string): WriteStream {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${functionName}.log`);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > FILE_BYTES_AT_START) renameSync(path, `${path}.1`);
  return createWriteStream(path, { flags: 'a' });
}

function asJsonLine(line: string): string {
  if (line.startsWith('{') && isJson(line)) return line;
  return JSON.stringify({ time: new Date().toISOString(), message: line });
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function lineStream(write: (line: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      const written = String(chunk).replace(/\n$/, '');
      if (written !== '') write(written);
      done();
    },
  });
}
