import { readFileSync } from 'node:fs';
import { asset, fontAsset, iconAsset, styleSheet } from '../assets/assets.ts';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { MailboxEngine, MailboxOptions, MailToDeliver, StartMailbox } from '../engine.ts';
import { type EngineRequest, type EngineResponse, startHttpServer } from '../http-server.ts';
import { answerSns } from '../sns/publish.ts';
import { hasView, inboxPage } from './inbox-page.ts';
import { MailStore, MOST_MAILS } from './mail-store.ts';
import { mailOfRequest } from './send-email.ts';

/** SES takes 40 MB; in JSON that is more, and nothing here comes near it. */
const MAX_REQUEST_BYTES = 16 * 1_048_576;
const MAILS_PER_PAGE = 50;

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http://127.0.0.1:*; font-src data:; frame-ancestors 'self'";

/** SES' SendEmail, SNS' Publish to phones, an inbox to look at (`/`), and the mails as JSON (`/messages?to=…&limit=…`). */
export const startMailbox: StartMailbox = async (options: MailboxOptions): Promise<MailboxEngine> => {
  const store = new MailStore(options.dataFolder);
  const server = await startHttpServer({
    port: options.port,
    maxBodyBytes: MAX_REQUEST_BYTES,
    answer: (request) => answer({ store, options }, request),
    answerFault,
  }).catch((error) => {
    store.close();
    throw error;
  });
  return {
    url: server.url,
    deliver: (mail) => addTo(store, mail),
    messages: () => store.list({ search: '', limit: MOST_MAILS, offset: 0 }),
    stop: async () => {
      await server.stop();
      store.close();
    },
  };
};

function addTo(store: MailStore, { from, to, subject, ...body }: MailToDeliver): string {
  const { text = null, html = null }: { readonly text?: string | null; readonly html?: string | null } = body;
  return store.add({ from, to, cc: [], bcc: [], replyTo: [], subject, text, html }, new Date().toISOString());
}

type Context = { readonly store: MailStore; readonly options: MailboxOptions };

function answer({ store, options }: Context, request: EngineRequest): EngineResponse {
  const call = `${request.method} ${request.path}`;
  switch (call) {
    case 'POST /v2/email/outbound-emails': {
      const mail = mailOfRequest(parseJson(request.body), options.verifiedSenders);
      return json({ MessageId: store.add(mail, new Date().toISOString()) });
    }
    // SNS has one address for all of its calls.
    case 'POST /':
      return answerSns(request.body, (sms) => addTo(store, sms));
    case 'GET /messages':
      return json(listed(store, request.query));
    case 'DELETE /messages':
      store.clear();
      return { status: 204 };
    case 'GET /inbox-state':
      return json({ newest: store.list({ search: '', limit: 1, offset: 0 })[0]?.messageId ?? '' });
    case 'GET /':
      return page(inbox(store, request.query));
    case 'GET /assets/inbox.css':
      return asset('text/css; charset=utf-8', styleSheet(new URL('inbox.css', import.meta.url)));
    case 'GET /assets/inbox.js':
      return asset('text/javascript; charset=utf-8', readFileSync(new URL('inbox.js', import.meta.url)));
    case 'GET /assets/inter.woff2':
      return fontAsset();
    case 'GET /assets/icon.svg':
      return iconAsset();
    default:
      return answerMessage(store, request);
  }
}

/** `GET /messages/{id}` as JSON, `GET /messages/{id}/html` as the frame of the inbox shows it. */
function answerMessage(store: MailStore, { method, path }: EngineRequest): EngineResponse {
  const match = /^\/messages\/([\w-]+)(\/html)?$/.exec(path);
  if (method !== 'GET' || match === null) throw notEmulated(`${method} ${path}`);
  const mail = store.find(match[1] ?? '');
  if (mail === null) throw new AwsError('NotFoundException', 'There is no such mail.', 404);
  if (match[2] === undefined) return json(mail);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': MAIL_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body: withLinksInNewTabs(mail.html ?? '') };
}

/** Never inside the frame; and never before the doctype, or the mail is drawn in quirks mode. */
function withLinksInNewTabs(markup: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(markup) ? markup.replace(/<head[^>]*>/i, (head) => head + base) : base + markup;
}

function listed(store: MailStore, query: URLSearchParams) {
  const limit = Math.min(MOST_MAILS, Number.parseInt(query.get('limit') ?? '100', 10) || 100);
  const to = query.get('to');
  if (to === null) return { mails: store.list({ search: query.get('q') ?? '', limit, offset: 0 }) };
  const found = store.list({ search: to, limit: MOST_MAILS, offset: 0 });
  const isAddressed = (address: string) => address.toLowerCase().includes(to.toLowerCase());
  return { mails: found.filter((mail) => [...mail.to, ...mail.cc, ...mail.bcc].some(isAddressed)).slice(0, limit) };
}

function inbox(store: MailStore, query: URLSearchParams): string {
  const search = (query.get('q') ?? '').trim();
  const count = store.count(search);
  const pageCount = Math.max(1, Math.ceil(count / MAILS_PER_PAGE));
  const page = Math.min(pageCount, Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1));
  const mails = store.list({ search, limit: MAILS_PER_PAGE, offset: (page - 1) * MAILS_PER_PAGE });
  const asked = store.find(query.get('id') ?? '');
  const open = asked ?? mails[0] ?? null;
  const wanted = query.get('view') === 'text' ? 'text' : 'html';
  const other = wanted === 'text' ? 'html' : 'text';
  const view = open === null || hasView(open, wanted) ? wanted : other;
  return inboxPage({ mails, count, open, isOpenedByLink: asked !== null, view, search, page, pageCount });
}

const page = (body: string): EngineResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body,
});

const json = (value: unknown): EngineResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('BadRequestException', 'The request is not JSON.');
  }
}

function answerFault(error: unknown): EngineResponse {
  const known = error instanceof AwsError ? error : new AwsError('InternalServiceErrorException', String(error), 500);
  return {
    status: known.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': known.code },
    body: JSON.stringify({ message: known.message }),
  };
}
