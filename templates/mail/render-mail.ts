import type { Liquid, Template } from 'liquidjs';
import { cleanLine, cleanText } from '../liquid/clean-text.ts';
import { createEngine } from '../liquid/create-engine.ts';
import { escapeHtml } from '../liquid/escape-html.ts';
import { renderTemplate } from '../liquid/render-template.ts';
import { type InvoiceReadyMail, invoiceReadyParts } from './invoice-ready/invoice-ready.ts';
import type { MailFrame } from './mail-frame.ts';
import type { MailParts } from './mail-parts.ts';
import { type PaymentReceivedMail, paymentReceivedParts } from './payment-received/payment-received.ts';

/** Every mail and what it needs to know. */
export type MailModels = {
  readonly 'invoice-ready': InvoiceReadyMail;
  readonly 'payment-received': PaymentReceivedMail;
};
export type MailName = keyof MailModels;

const PARTS: Readonly<Record<MailName, () => MailParts>> = {
  'invoice-ready': invoiceReadyParts,
  'payment-received': paymentReceivedParts,
};

/** `subject` is one line; `html` and `text` say the same. */
export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };

const html = createEngine(escapeHtml);
const text = createEngine(cleanText);
const line = createEngine(cleanLine);

type ParsedMail = Readonly<Record<keyof MailParts, Template[]>>;
const parsed = new Map<MailName, ParsedMail>();

/** A mail in the words and formats of `locale` (BCP 47). Values are escaped for the part that they stand in. */
export function renderMail<Name extends MailName>(name: Name, mail: MailModels[Name], locale: string): RenderedMail {
  const parts = parsedMail(name);
  const { currency, timeZone }: MailFrame = mail;
  const print = (engine: Liquid, template: Template[]) =>
    renderTemplate(engine, template, { mail }, { locale, currency, timeZone });
  return {
    // Cleaned once more as a whole: a template's own line feeds must not end the header either.
    subject: cleanLine(print(line, parts.subject)).trim(),
    html: print(html, parts.html),
    text: print(text, parts.text),
  };
}

function parsedMail(name: MailName): ParsedMail {
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const sources = PARTS[name]();
  const made = { subject: line.parse(sources.subject), html: html.parse(sources.html), text: text.parse(sources.text) };
  parsed.set(name, made);
  return made;
}
