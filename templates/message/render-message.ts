import type { Liquid } from 'liquidjs';
import { cleanLine, cleanText } from '../liquid/clean-text.ts';
import { createEngine, type EngineLimits } from '../liquid/create-engine.ts';
import { escapeHtml } from '../liquid/escape-html.ts';
import { type PrintSettings, renderTemplate } from '../liquid/render-template.ts';
import { messageNames, unknownNames } from './message-names.ts';

/** Words that an operator wrote, with Liquid variables. Text, not HTML: a mail's page is made from it. */
export type MessageWords = { readonly subject?: string; readonly body: string };

/** What the words may name. Decimals and times are text, as everywhere. */
export type MessageModel = {
  readonly notification: {
    readonly type: string;
    readonly time: string;
    readonly resource: { readonly code: string; readonly name: string; readonly symbol: string };
    readonly total: string;
    readonly floor: string;
    /** Empty: no limit. */
    readonly limit: string;
    /** Refusals have none. `amount`: the total at which it rings. */
    readonly threshold?: { readonly type: string; readonly value: string; readonly amount: string };
  };
  readonly customer: { readonly customerId: string; readonly name: string };
  /** Who is addressed; a fixed address has no names. */
  readonly contact: { readonly firstName: string; readonly lastName: string };
  readonly seller: { readonly name: string; readonly email: string; readonly phone: string };
};

/** `subject` is one line, `text` the message itself, `html` the same as a page. */
export type RenderedMessage = { readonly subject: string; readonly text: string; readonly html: string };

/** A message is a few lines. */
const LIMITS: EngineLimits = { parseCharacters: 60_000, renderMs: 500, memoryUnits: 1_000_000 };
const text = createEngine(cleanText, LIMITS);
const line = createEngine(cleanLine, LIMITS);

/**
 * Puts a message into words. Throws what Liquid throws for words that are no template, or that run past its limits: another try
 * with the same words would end the same.
 */
export function renderMessage(typed: MessageWords, model: MessageModel, settings: PrintSettings): RenderedMessage {
  const print = (engine: Liquid, template: string) =>
    renderTemplate(engine, engine.parse(template), { ...model }, settings);
  const body = print(text, typed.body).trim();
  // Cleaned once more as a whole: a template's own line feeds must not end the header either.
  const subject = cleanLine(print(line, typed.subject ?? '')).trim();
  return { subject, text: body, html: pageOf(body, subject, settings.locale) };
}

/** Throws what renderMessage would throw for words that are no template, and for names that no message has. */
export function checkWords({ subject = '', body }: MessageWords): void {
  const unknown = [...unknownNames(line, line.parse(subject)), ...unknownNames(text, text.parse(body))];
  if (unknown.length === 0) return;
  throw new Error(`there is no ${unknown.join(' and no ')}; there are ${messageNames().join(', ')}`);
}

/** Paragraphs are parted by empty lines. The words are escaped: an operator's `<b>` is read as it was typed. */
function pageOf(body: string, subject: string, locale: string): string {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#16191f">
<div style="max-width:560px;margin:0 auto">
${paragraphs}
</div>
</body>
</html>
`;
}
