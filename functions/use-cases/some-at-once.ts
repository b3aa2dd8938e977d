/**
 * Runs something for each of `values`, at most `atOnce` at a time. When one fails, none is begun any more; those under way are waited for,
 * and the first failure is thrown: nothing goes on behind the back of who asked.
 */
export async function someAtOnce<T>(
  values: readonly T[],
  atOnce: number,
  run: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const value of waiting) {
      if (failures.length > 0) return;
      await run(value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
