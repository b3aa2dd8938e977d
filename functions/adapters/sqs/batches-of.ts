const MOST_MESSAGES = 10;
/** Half of what older queues take in one request: bodies are measured here, their escaping on the way is not. */
const MOST_BYTES = 256 * 1024;
/** What SQS takes as one message. */
const LONGEST_MESSAGE = 1024 * 1024;

/** Bodies in batches that SQS takes: at most ten, and never too many bytes. A long body goes alone; a longer one is refused here. */
export function batchesOf(bodies: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (size === 0 || size > LONGEST_MESSAGE) throw new Error(`A message of ${size} bytes cannot be sent.`);
    if (batch.length === MOST_MESSAGES || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
