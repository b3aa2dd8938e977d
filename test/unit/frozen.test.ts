import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readUsageEvent } from '../../events/usage-event.ts';
import { decodeEntries, decodeState } from '../../functions/adapters/dynamo/ledger/ledger-codec.ts';

const folder = (name: string) => new URL(`../frozen/${name}/`, import.meta.url);
const filesOf = (name: string) =>
  readdirSync(folder(name)).map((file) => ({ file, text: readFileSync(new URL(file, folder(name)), 'utf8') }));

/** Decimals as text, maps as lists: what the samples were written as. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part)),
  );

test.for(filesOf('usage-event'))('the usage message $file is still read', ({ text }) => {
  expect(readUsageEvent(JSON.parse(text))).toMatchObject({ ok: true });
});

test.for(filesOf('ledger'))('the ledger $file is still read, to the last digit', ({ text }) => {
  const { state, entries } = JSON.parse(text);
  // What later layouts added is empty in earlier samples.
  expect(plain(decodeState(Buffer.from(state.packed, 'base64')))).toEqual({ holds: [], alarms: [], ...state.reads });
  expect(plain(decodeEntries(Buffer.from(entries.packed, 'base64')))).toEqual(entries.reads);
});

test('a layout of the future is refused, not misread', () => {
  expect(() => decodeEntries(Uint8Array.of(99, 1, 2, 3))).toThrow('layout 99');
});
