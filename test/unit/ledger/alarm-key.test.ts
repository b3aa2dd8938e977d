import { expect, test } from 'vitest';
import { alarmKey, parseAlarmKey } from '../../../domain/ledger/alarm-key.ts';

test.for([
  { alarm: { resource: 'MB', type: 'percent', value: '80' }, key: 'MB|percent|80' },
  { alarm: { resource: 'EUR', type: 'value', value: '-12.5' }, key: 'EUR|value|-12.5' },
] as const)('$key names its threshold and is read back', ({ alarm, key }) => {
  expect(alarmKey(alarm)).toBe(key);
  expect(parseAlarmKey(key)).toStrictEqual(alarm);
});

test('80 and 80.00 are one threshold: to write a number otherwise does not ring the alarm again', () => {
  expect(alarmKey({ resource: 'MB', type: 'percent', value: '80.00' })).toBe('MB|percent|80');
});

test.for(['', 'MB', 'MB|percent', 'MB|share|80'])('"%s" is no alarm', (key) => {
  expect(() => parseAlarmKey(key)).toThrow('Not the key of an alarm');
});
