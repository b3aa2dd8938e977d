import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { compiledPath, compileMail, mailSources } from '../../../templates/mail/compile.ts';
import type { InvoiceReadyMail } from '../../../templates/mail/invoice-ready/invoice-ready.ts';
import { renderMail } from '../../../templates/mail/render-mail.ts';
import { fc } from '../../support/chance.ts';

const mail: InvoiceReadyMail = {
  seller: { name: 'Aurora', addressLines: ['Dunajska cesta 5', '1000 Ljubljana'] },
  customerName: 'Ana Novak',
  currency: 'EUR',
  timeZone: 'Europe/Ljubljana',
  sample: false,
  number: '2026-000131',
  period: { from: '2026-04-30T22:00:00Z', to: '2026-05-31T22:00:00Z' },
  due: '36.6',
  dueDate: '2026-06-15T21:59:59Z',
  link: 'https://api.example/documents/abc',
};

test.for(mailSources().map((source) => ({ name: basename(source), source })))(
  'what is sent of $name was compiled from it as it stands (node templates/mail/compile.ts)',
  async ({ source }) => {
    expect(readFileSync(compiledPath(source), 'utf8')).toBe(await compileMail(source));
  },
);

test.for([
  { locale: 'en-US', subject: 'Your invoice 2026-000131' },
  { locale: 'de-DE', subject: 'Ihre Rechnung 2026-000131' },
  { locale: 'sl-SI', subject: 'Vaš račun 2026-000131' },
  { locale: 'fr-FR', subject: 'Your invoice 2026-000131' },
])('announces an invoice in $locale as “$subject”', ({ locale, subject }) => {
  expect(renderMail('invoice-ready', mail, locale).subject).toBe(subject);
});

test('no invoice number can begin a second header', () => {
  const { subject } = renderMail(
    'invoice-ready',
    { ...mail, number: '1\r\nBcc: everyone@example.com\n\n<b>hi</b>' },
    'en',
  );
  expect(subject).toBe('Your invoice 1 Bcc: everyone@example.com <b>hi</b>');
});

test('whatever stands in a mail, the subject is one line and the page says it as text', () => {
  const { html } = renderMail('invoice-ready', mail, 'en');
  const tagsOf = (page: string) => page.match(/<[a-z!/][^>]*>/gi)?.length;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const hostile = renderMail('invoice-ready', { ...mail, number: text, customerName: text }, 'en');
      expect(hostile.subject).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(tagsOf(hostile.html)).toBe(tagsOf(html));
    }),
    { numRuns: 200 },
  );
});

test('the page escapes, the text does not', () => {
  const { html, text } = renderMail('invoice-ready', { ...mail, customerName: 'Tom & <Jerry>' }, 'en');
  expect(html).toContain('Hello Tom &amp; &lt;Jerry&gt;,');
  expect(html).not.toContain('<Jerry>');
  expect(text).toContain('Hello Tom & <Jerry>,');
});

test('only a web address becomes a link', () => {
  const { html, text } = renderMail('invoice-ready', { ...mail, link: 'javascript:alert(1)' }, 'en');
  expect(html).not.toContain('javascript:');
  expect(text).not.toContain('javascript:');
});

test('a mail loads nothing from anywhere', () => {
  const { html } = renderMail('invoice-ready', mail, 'en');
  expect(html).not.toMatch(/<(img|link|script|iframe)\b|@import|url\(/);
});
