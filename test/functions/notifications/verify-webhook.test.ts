import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { signWebhook } from '../../../functions/use-cases/notifications/sign-webhook.ts';

/** What the README gives receivers, taken from it: it must work as it is printed. */
const README = readFileSync(new URL('../../../functions/use-cases/notifications/README.md', import.meta.url), 'utf8');
const [, snippet = ''] = /```js\n([\s\S]+?)```/.exec(README) ?? [];
const { verifyWebhook }: { verifyWebhook: (...args: unknown[]) => unknown } = await import(
  `data:text/javascript,${encodeURIComponent(snippet)}`
);

const BODY = Buffer.from('{"id":"1001-57-1","name":"še"}');
const NOW = 1773576000;
const signed = (...secrets: readonly string[]) => signWebhook(BODY.toString(), secrets, NOW);

test('what we sign is taken, with either of two secrets', () => {
  expect(verifyWebhook(BODY, signed('one'), 'one', NOW + 200)).toEqual({ id: '1001-57-1', name: 'še' });
  expect(verifyWebhook(BODY, signed('two', 'one'), 'one', NOW)).toMatchObject({ id: '1001-57-1' });
  expect(verifyWebhook(BODY, signed('two', 'one'), 'two', NOW)).toMatchObject({ id: '1001-57-1' });
});

test.for([
  { because: 'another body', body: Buffer.from('{}'), signature: signed('one'), now: NOW },
  { because: 'another secret', body: BODY, signature: signed('two'), now: NOW },
  {
    because: 'a time that was changed',
    body: BODY,
    signature: signed('one').replace(`${NOW}`, `${NOW + 1}`),
    now: NOW,
  },
  { because: 'an old message', body: BODY, signature: signed('one'), now: NOW + 301 },
  { because: 'a message of the future', body: BODY, signature: signed('one'), now: NOW - 301 },
  { because: 'no time', body: BODY, signature: signed('one').replace(/t=\d+,/, ''), now: NOW },
  { because: 'no signature', body: BODY, signature: `t=${NOW}`, now: NOW },
  { because: 'half a signature', body: BODY, signature: signed('one').slice(0, -2), now: NOW },
  { because: 'nothing', body: BODY, signature: '', now: NOW },
])('$because is refused', ({ body, signature, now }) => {
  expect(() => verifyWebhook(body, signature, 'one', now)).toThrow();
});
