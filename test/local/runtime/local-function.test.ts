import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createActivity } from '../../../local/runtime/functions/activity.ts';
import type { FunctionBundle } from '../../../local/runtime/functions/bundle.ts';
import { openFunctionLog } from '../../../local/runtime/functions/function-log.ts';
import { createLocalFunction } from '../../../local/runtime/functions/local-function.ts';

type Answer = (event: { readonly name: string }) => unknown;

/** A function whose containers are numbered; `answer` is its handler. */
function functionWith(answer: Answer, options: { concurrency?: number; timeoutMs?: number; idleMs?: number } = {}) {
  let containers = 0;
  const bundle: FunctionBundle = () => {
    containers += 1;
    const container = containers;
    return { handler: async (event: { name: string }) => ({ container, answer: await answer(event) }) };
  };
  const activity = createActivity();
  const log = openFunctionLog('test', null);
  const fn = createLocalFunction({
    configuration: {
      name: 'test',
      arn: 'arn:test',
      handlerName: 'handler',
      timeoutMs: options.timeoutMs ?? 1_000,
      memoryMegabytes: 128,
      environment: {},
      taskRoot: '/',
    },
    concurrency: options.concurrency ?? 2,
    idleMs: options.idleMs ?? 60_000,
    loadBundle: async () => bundle,
    log,
    activity,
  });
  return { fn, log, activity };
}

test('a warm container is used again, a busy one is not', async () => {
  const { fn } = functionWith(async ({ name }) => {
    await sleep(5);
    return name;
  });
  const together = await Promise.all([fn.invoke({ name: 'a' }), fn.invoke({ name: 'b' }), fn.invoke({ name: 'c' })]);
  expect(together).toEqual([
    { container: 1, answer: 'a' },
    { container: 2, answer: 'b' },
    { container: expect.any(Number), answer: 'c' },
  ]);
  expect(await fn.invoke({ name: 'd' })).toEqual({ container: expect.toSatisfy((id) => id <= 2), answer: 'd' });
});

test('never more at a time than its concurrency', async () => {
  let running = 0;
  let most = 0;
  const { fn, activity } = functionWith(async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(2);
    running -= 1;
  });
  const all = Promise.all(Array.from({ length: 9 }, (_, index) => fn.invoke({ name: String(index) })));
  expect(activity.running()).toBe(9);
  await all;
  expect(most).toBe(2);
  expect(activity.running()).toBe(0);
  expect(activity.begun()).toBe(9);
});

test('a container that timed out never sees another event', async () => {
  const { fn, log } = functionWith(({ name }) => (name === 'hang' ? new Promise(() => undefined) : name), {
    timeoutMs: 30,
  });
  await expect(fn.invoke({ name: 'hang' })).rejects.toThrow('test timed out after 0.03 seconds');
  expect(await fn.invoke({ name: 'next' })).toEqual({ container: 2, answer: 'next' });
  expect(log.recent().join()).toContain('FunctionTimeout');
});

test('a function that nobody calls forgets its containers, but never one that is busy', async () => {
  const { fn } = functionWith(
    async ({ name }) => {
      if (name === 'long') await sleep(60);
      return name;
    },
    { idleMs: 15 },
  );
  const long = fn.invoke({ name: 'long' });
  await fn.invoke({ name: 'short' });
  expect(await long).toEqual({ container: 1, answer: 'long' });
  expect(await fn.invoke({ name: 'next' })).toEqual({ container: expect.toSatisfy((id) => id <= 2), answer: 'next' });
  await sleep(60);
  expect(await fn.invoke({ name: 'later' })).toEqual({ container: 3, answer: 'later' });
});

test('a container that failed is kept, as Lambda keeps it, and the failure is logged', async () => {
  const { fn, log } = functionWith(({ name }) => {
    if (name === 'bad') throw new TypeError('as asked');
    return name;
  });
  await expect(fn.invoke({ name: 'bad' })).rejects.toThrow('as asked');
  expect(await fn.invoke({ name: 'good' })).toEqual({ container: 1, answer: 'good' });
  const logged: unknown = JSON.parse(log.recent()[0] ?? '');
  expect(logged).toMatchObject({ level: 'ERROR', error: 'TypeError', reason: 'as asked' });
});

test('event and answer cross a wire: nothing is shared, what JSON drops is gone', async () => {
  const event = { name: 'a', when: new Date(0), skipped: undefined };
  const { fn } = functionWith((given) => ({ given, same: given === event }));
  expect(await fn.invoke(event)).toEqual({
    container: 1,
    answer: { given: { name: 'a', when: '1970-01-01T00:00:00.000Z' }, same: false },
  });
});
