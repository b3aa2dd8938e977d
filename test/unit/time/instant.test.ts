import { expect, test } from 'vitest';
import { FOREVER, instantText, parseInstant } from '../../../domain/time/instant.ts';

test.for([
  ['2026-03-15T12:00:00Z', '2026-03-15T12:00:00Z'],
  ['2026-03-15T12:00Z', '2026-03-15T12:00:00Z'],
  ['2026-03-15T12:00:00.250Z', '2026-03-15T12:00:00.250Z'],
  ['2026-03-15T00:30:00+01:00', '2026-03-14T23:30:00Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['9999-01-01T00:00:00Z', '9999-01-01T00:00:00Z'],
] as const)('%s is %s', ([text, read]) => {
  const at = parseInstant(text);
  expect(at === null ? null : instantText(at)).toBe(read);
});

test.for([
  ['a day alone', '2026-03-15'],
  ['no offset', '2026-03-15T12:00:00'],
  ['30 February, which Date.parse takes for 2 March', '2026-02-30T00:00:00Z'],
  ['29 February of a common year', '2026-02-29T00:00:00Z'],
  ['31 April', '2026-04-31T00:00:00Z'],
  ['a thirteenth month', '2026-13-01T00:00:00Z'],
  ['the 24th hour', '2026-03-15T24:00:00Z'],
  ['later than for ever', '9999-06-01T00:00:00Z'],
  ['a comma', '2026-03-15T12:00:00,5Z'],
  ['nothing', ''],
] as const)('%s is no instant', ([, text]) => {
  expect(parseInstant(text)).toBeNull();
});

test('no end is the first day of the year 9999', () => {
  expect(instantText(FOREVER)).toBe('9999-01-01T00:00:00Z');
});
