import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/** How far each shard of each stream mapping has been read, so that a restart goes on where it stopped. */
export type StreamCheckpoints = {
  /** Sequence number of the last record that is settled. */
  readonly read: (mapping: string, shardId: string) => string | undefined;
  readonly write: (mapping: string, shardId: string, sequenceNumber: string) => void;
};

const positions = z.record(z.string(), z.record(z.string(), z.string()));

/** @param file null keeps the positions in memory */
export function openStreamCheckpoints(file: string | null): StreamCheckpoints {
  const known: Record<string, Record<string, string>> = file === null ? {} : load(file);
  return {
    read: (mapping, shardId) => known[mapping]?.[shardId],
    write: (mapping, shardId, sequenceNumber) => {
      known[mapping] = { ...known[mapping], [shardId]: sequenceNumber };
      if (file !== null) save(file, known);
    },
  };
}

/** A lost or torn file means reading from the beginning: everything behind a stream takes repeats. */
function load(file: string): Record<string, Record<string, string>> {
  try {
    return positions.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function save(file: string, known: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(known));
  renameSync(`${file}.new`, file);
}
