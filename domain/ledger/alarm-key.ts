import type { Threshold } from '../catalog/credit-profile.ts';
import { type DecimalText, dec, decimalText } from '../money/decimal.ts';

/** A threshold of a resource, without the rule that tells of it: whoever changes the rule does not ring the alarm again. */
export type Alarm = Pick<Threshold, 'type' | 'value'> & { readonly resource: string };

/** Names a threshold in a ledger: `MB|percent|80`. Two ways to write the same number are the same threshold. */
export const alarmKey = ({ resource, type, value }: Alarm): string => `${resource}|${type}|${decimalText(dec(value))}`;

/** Reads what alarmKey wrote. Throws on anything else, which only a mistake of the system can have put there. */
export function parseAlarmKey(key: string): Alarm {
  const [resource, type, value] = key.split('|');
  if (resource === undefined || value === undefined || (type !== 'value' && type !== 'percent')) {
    throw new Error(`Not the key of an alarm: ${key}`);
  }
  return { resource, type, value: value satisfies DecimalText };
}
