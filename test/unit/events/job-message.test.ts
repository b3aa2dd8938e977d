import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ClockStepV1, JobMessageV1, MailRequestV1, NotificationRequestV1 } from '../../../events/job-message.ts';
import { NotificationEvent } from '../../../events/notification-event.ts';

const SCHEMAS = {
  'job-message': JobMessageV1,
  'mail-request': MailRequestV1,
  'clock-step': ClockStepV1,
  'notification-request': NotificationRequestV1,
  'notification-event': NotificationEvent,
} as const;

const samples = Object.entries(SCHEMAS).flatMap(([kind, schema]) => {
  const folder = new URL(`../../frozen/${kind}/`, import.meta.url);
  return readdirSync(folder).map((file) => ({ kind, file, schema, text: readFileSync(new URL(file, folder), 'utf8') }));
});

test.for(samples)('the $kind $file is still read, whole', ({ schema, text }) => {
  const sent: unknown = JSON.parse(text);
  expect(schema.parse(sent)).toEqual(sent);
});

test('there is at least one sample of each kind', () => {
  expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(Object.keys(SCHEMAS)));
});
