import { expect, test } from 'vitest';
import { signWebhook } from '../../../functions/use-cases/notifications/sign-webhook.ts';

const BODY = '{"id":"1001-57-1"}';

test('a body, a secret and a time have one signature', () => {
  // printf '1773576000.{"id":"1001-57-1"}' | openssl dgst -sha256 -hmac whsec_test
  expect(signWebhook(BODY, ['whsec_test'], 1773576000)).toBe(
    't=1773576000,v1=81b8ae2f1c4a06515e7b70b9a03a4d3b22251185155c3f1a057dd44527b11408',
  );
});

test.for([
  { because: 'another body', body: `${BODY} `, secret: 'whsec_test', at: 1773576000 },
  { because: 'another secret', body: BODY, secret: 'whsec_tesu', at: 1773576000 },
  { because: 'another time', body: BODY, secret: 'whsec_test', at: 1773576001 },
])('$because has another signature', ({ body, secret, at }) => {
  const digestOf = (signature: string) => signature.split('v1=')[1];
  expect(digestOf(signWebhook(body, [secret], at))).not.toBe(digestOf(signWebhook(BODY, ['whsec_test'], 1773576000)));
});

test('while a secret takes over from another, each signs', () => {
  const both = signWebhook(BODY, ['two', 'one'], 1773576000);
  const [, second] = signWebhook(BODY, ['one'], 1773576000).split(',');
  expect(both.split(',')).toHaveLength(3);
  expect(both.endsWith(`,${second}`)).toBe(true);
});
