import { expect, test } from 'vitest';
import {
  deliverStreamBatch,
  type StreamDelivery,
  type StreamItem,
} from '../../../local/runtime/sources/deliver-stream-batch.ts';

const items = (names: string): StreamItem[] => [...names].map((name) => ({ sequenceNumber: name, record: name }));
const textOf = (batch: readonly StreamItem[]) => batch.map(({ sequenceNumber }) => sequenceNumber).join('');

/** Delivers with an invoke that fails as told; answers what was invoked and what was given up, in order. */
async function deliver(names: string, options: Partial<StreamDelivery> & Pick<StreamDelivery, 'invoke'>) {
  const invoked: string[] = [];
  const givenUp: string[] = [];
  const settled = await deliverStreamBatch(items(names), {
    reportsFailures: false,
    bisects: false,
    retries: 2,
    waitMs: () => 0,
    signal: new AbortController().signal,
    giveUp: async (batch) => void givenUp.push(textOf(batch)),
    ...options,
    invoke: async (batch) => {
      invoked.push(textOf(batch));
      return options.invoke(batch);
    },
  });
  return { invoked, givenUp, settled };
}

const throwsOn = (poison: string) => async (batch: readonly StreamItem[]) => {
  if (textOf(batch).includes(poison)) throw new Error('poison');
};

test('a batch that throws is repeated as a whole, then given up', async () => {
  expect(await deliver('abc', { invoke: throwsOn('b') })).toEqual({
    invoked: ['abc', 'abc', 'abc'],
    givenUp: ['abc'],
    settled: true,
  });
});

test('bisecting sets the poison apart, in order', async () => {
  const { invoked, givenUp } = await deliver('abcd', { invoke: throwsOn('c'), bisects: true });
  expect(invoked).toEqual(['abcd', 'ab', 'cd', 'c', 'd']);
  expect(givenUp).toEqual(['c']);
});

test('a partial answer goes on from its first failure', async () => {
  let first = true;
  const invoke = async () => {
    const answer = first ? { batchItemFailures: [{ itemIdentifier: 'c' }, { itemIdentifier: 'b' }] } : null;
    first = false;
    return answer;
  };
  expect(await deliver('abcd', { invoke, reportsFailures: true })).toEqual({
    invoked: ['abcd', 'bcd'],
    givenUp: [],
    settled: true,
  });
});

test('an answer with an unknown identifier fails the whole batch', async () => {
  const invoke = async () => ({ batchItemFailures: [{ itemIdentifier: 'z' }] });
  expect((await deliver('ab', { invoke, reportsFailures: true, retries: 0 })).givenUp).toEqual(['ab']);
});

test('without a limit it repeats until it works', async () => {
  let failures = 5;
  const invoke = async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('not yet');
  };
  expect((await deliver('a', { invoke, retries: -1 })).invoked).toHaveLength(6);
});

test('a stop leaves the batch unsettled, so that it is read again', async () => {
  const stopping = new AbortController();
  const invoke = async () => {
    stopping.abort();
    throw new Error('interrupted');
  };
  expect(await deliver('a', { invoke, retries: -1, signal: stopping.signal })).toMatchObject({
    settled: false,
    givenUp: [],
  });
});
