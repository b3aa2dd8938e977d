import { expect, test } from 'vitest';
import { checkWords, type MessageModel, renderMessage } from '../../../templates/message/render-message.ts';

const MODEL: MessageModel = {
  notification: {
    type: 'threshold.reached',
    time: '2026-03-15T12:00:00Z',
    resource: { code: 'EUR', name: 'Euro', symbol: '€' },
    total: '80.5',
    floor: '0',
    limit: '100',
    threshold: { type: 'percent', value: '80', amount: '80' },
  },
  customer: { customerId: '1001', name: 'Ana <b>Novak</b>' },
  contact: { firstName: 'Ana', lastName: 'Novak' },
  seller: { name: 'Seller & Co', email: 's@example.com', phone: '' },
};
const SETTINGS = { locale: 'en', currency: 'EUR', timeZone: 'Europe/Ljubljana' };
const print = (body: string, subject = '') => renderMessage({ body, subject }, MODEL, SETTINGS);

test('words name what happened, in the formats of documents', () => {
  const { text } = print(
    '{{ notification.total | money }} of {{ notification.limit | money }} on {{ notification.time | date }}',
  );
  expect(text).toBe('€80.50 of €100.00 on Mar 15, 2026');
});

test('a mail is a page of the same words, every sign of them escaped, the typed ones too', () => {
  const { html, text } = print('Dear {{ customer.name }},\n\n<i>{{ seller.name }}</i>\nline');
  expect(text).toBe('Dear Ana <b>Novak</b>,\n\n<i>Seller & Co</i>\nline');
  expect(html).toContain('<p>Dear Ana &lt;b&gt;Novak&lt;/b&gt;,</p>');
  expect(html).toContain('<p>&lt;i&gt;Seller &amp; Co&lt;/i&gt;<br>line</p>');
});

test('a subject is one line, whatever is in it', () => {
  expect(print('x', 'First\r\nBcc: all@example.com {{ customer.name }}').subject).toBe(
    'First Bcc: all@example.com Ana <b>Novak</b>',
  );
});

test('what is not there prints nothing', () => {
  expect(print('[{{ notification.secret }}{{ nobody.name }}]').text).toBe('[]');
});

test.for(['{% include "x" %}', '{{ 1 | unknown }}', '{% if %}', '{{ customer'])('"%s" is no template', (body) => {
  expect(() => checkWords({ body })).toThrow();
  expect(() => print(body)).toThrow();
});

test.for([
  ['{{ threshold.value }} %', 'threshold.value'],
  ['{{ notification.threshold.percent }}', 'notification.threshold.percent'],
  ['{% if custommer.name %}x{% endif %}', 'custommer.name'],
] as const)('"%s" names what no message has, and is refused', ([body, name]) => {
  expect(() => checkWords({ body })).toThrow(`there is no ${name};`);
  expect(() => checkWords({ subject: body, body: '' })).toThrow(`there is no ${name};`);
});

test('words may name everything that there is, and what they assign themselves', () => {
  const body = `{% assign who = contact.firstName | default: customer.name %}{{ who }} {{ currency }}
    {% if notification.threshold %}{{ notification.threshold.value }} {{ notification["resource"].name }}{% endif %}
    {% for word in seller.name %}{{ word }}{{ forloop.index }}{% endfor %}`;
  expect(() => checkWords({ body })).not.toThrow();
});

test('words that would never end are stopped', () => {
  const loop =
    '{% for a in (1..99999) %}{% for b in (1..99999) %}{% for c in (1..99999) %}x{% endfor %}{% endfor %}{% endfor %}';
  expect(() => print(loop)).toThrow();
});
