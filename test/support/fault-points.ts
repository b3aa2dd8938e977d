type Ports = { readonly [name: string]: unknown };

/** Thrown in place of a port's answer: the process died there, for all that its caller can tell. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Ports that answer at once: a process does not die in them. */
const SYNCHRONOUS: ReadonlySet<string> = new Set([
  ...['randomId', 'systemTime', 'renderMail', 'renderInvoice', 'renderMessage', 'log', 'luck'],
]);

/**
 * The same ports, which die at the `at`-th call: `before` it was made, or `after` it was made and before its answer came. Counts every
 * call, so that a test can try all of them.
 */
export function crashingPorts<P extends Ports>(
  ports: P,
  { at, when }: { readonly at: number; readonly when: 'before' | 'after' },
): { readonly ports: P; readonly calls: () => number } {
  let calls = 0;
  const watched =
    (call: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]): Promise<unknown> => {
      calls += 1;
      const mine = calls;
      if (mine === at && when === 'before') throw new Crash(`before call ${at}`);
      const answer = await call(...args);
      if (mine === at && when === 'after') throw new Crash(`after call ${at}`);
      return answer;
    };
  const isAsync = (name: string): boolean => !SYNCHRONOUS.has(name);
  const wrap = (name: string, port: unknown): unknown => {
    if (!isAsync(name)) return port;
    if (typeof port === 'function') return watched((...args) => port(...args));
    if (typeof port !== 'object' || port === null) return port;
    return Object.fromEntries(Object.entries(port).map(([key, inner]) => [key, wrap(key, inner)]));
  };
  const wrapped = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, wrap(name, port)]));
  return { ports: wrapped as P, calls: () => calls };
}
