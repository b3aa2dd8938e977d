import { expect, test } from 'vitest';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import { type RenderedMail, renderMail } from '../../../templates/mail/render-mail.ts';
import { chargingDocument, creditDocument, heatingDocument } from './sample-documents.ts';

const frameOf = ({ seller, customer, currency, timeZone, sample }: InvoiceDocumentV1) => ({
  seller,
  customerName: customer.name,
  currency,
  timeZone,
  sample,
});

const invoiceReady = (document: InvoiceDocumentV1) => ({
  ...frameOf(document),
  number: document.number,
  period: document.period,
  due: document.totals.due,
  dueDate: document.dueDate,
  link: 'https://api.example/v1/documents/a1b2c3?part=pdf&lang=en',
});

const MAILS: readonly { readonly name: string; readonly mail: RenderedMail; readonly because: string }[] = [
  {
    name: 'invoice-ready.en',
    mail: renderMail('invoice-ready', invoiceReady(chargingDocument), 'en-US'),
    because: 'an amount to transfer',
  },
  {
    name: 'invoice-ready.de',
    mail: renderMail(
      'invoice-ready',
      { ...invoiceReady(creditDocument), due: '36.6', automatic: 'direct_debit' },
      'de-AT',
    ),
    because: 'an amount that is collected',
  },
  {
    name: 'invoice-ready.sl',
    mail: renderMail('invoice-ready', { ...invoiceReady(heatingDocument), due: '0' }, 'sl-SI'),
    because: 'nothing to pay',
  },
  {
    name: 'payment-received.en',
    mail: renderMail(
      'payment-received',
      {
        ...frameOf(chargingDocument),
        amount: '10',
        receivedAt: '2014-12-10T12:00:00Z',
        number: '2014-000042',
        due: '4.49',
      },
      'en-US',
    ),
    because: 'a part of the invoice',
  },
  {
    name: 'payment-received.de',
    mail: renderMail(
      'payment-received',
      { ...frameOf(creditDocument), amount: '50', receivedAt: '2026-02-10T12:00:00Z', due: '0' },
      'de-AT',
    ),
    because: 'money for the credit balance',
  },
];

test.for(MAILS)('the text of $name reads as agreed: $because', async ({ name, mail }) => {
  await expect(`Subject: ${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(`./pages/${name}.txt`);
});

/** The layout of mails is tables in tables; what is left without them is what a reader sees and clicks. */
const wordsOf = (page: string): string =>
  page
    .slice(page.indexOf('<body'), page.indexOf('</body>'))
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<\/?(?:body|table|tbody|tr|td|div)\b[^>]*>/g, '\n')
    .replaceAll(/\s(?:style|target)="[^"]*"/g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trimStart();

test.for(MAILS)('the page of $name reads as agreed: $because', async ({ name, mail }) => {
  await expect(wordsOf(mail.html)).toMatchFileSnapshot(`./pages/${name}.html`);
});
