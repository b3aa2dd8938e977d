import { LOGO } from '../assets/assets.ts';
import type { StoredMail } from '../engine.ts';
import { type Html, html, NOTHING } from '../html.ts';

export type InboxView = {
  readonly mails: readonly StoredMail[];
  /** All that match the search, on every page. */
  readonly count: number;
  readonly open: StoredMail | null;
  readonly isOpenedByLink: boolean;
  readonly view: 'html' | 'text';
  readonly search: string;
  readonly page: number;
  readonly pageCount: number;
};

export function inboxPage(inbox: InboxView): string {
  const { mails, search, isOpenedByLink } = inbox;
  const newest = inbox.page === 1 && search === '' ? (mails[0]?.messageId ?? '') : 'unknown';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inbox.open ? `${inbox.open.subject} · ` : ''}Billow mailbox</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/inbox.css">
<script src="/assets/inbox.js" defer></script>
</head>
<body data-newest="${newest}">
<header class="bar">
<span class="brand">${LOGO}<h1>Mailbox</h1></span>
<p id="summary">${summary(inbox)}</p>
<form role="search"><label class="visually-hidden" for="q">Search mail</label><input id="q" name="q" type="search" placeholder="Search address or subject" value="${search}"></form>
${mails.length > 0 ? html`<button type="button" class="quiet-button" id="delete-all" data-confirm="Delete every mail?">Delete all</button>` : NOTHING}
</header>
<main class="panes" data-open="${isOpenedByLink ? 'mail' : 'list'}">
<nav class="list" id="list" aria-label="Mail">${list(inbox)}</nav>
<section class="reader" aria-label="Reading">${reader(inbox)}</section>
</main>
</body>
</html>`.markup;
}

function summary({ count, search }: InboxView): string {
  const mails = count === 1 ? '1 mail' : `${count} mails`;
  return search === '' ? `${mails} caught. Nothing leaves this machine.` : `${mails} found`;
}

function list(inbox: InboxView): Html {
  const { mails, page, pageCount } = inbox;
  const pages = html`<div class="pages"><span>${page > 1 ? link(inbox, { page: page - 1 }, 'Newer') : NOTHING}</span><span>${
    page < pageCount ? link(inbox, { page: page + 1 }, 'Older') : NOTHING
  }</span></div>`;
  return html`<ol>${mails.map((mail) => listItem(inbox, mail))}</ol>${pageCount > 1 ? pages : NOTHING}`;
}

function listItem(inbox: InboxView, mail: StoredMail): Html {
  const isOpen = inbox.open?.messageId === mail.messageId;
  const href = address(inbox, { id: mail.messageId, page: inbox.page });
  return html`<li><a class="item" href="${href}"${isOpen ? html` aria-current="true"` : NOTHING}>
<span class="recipient">${mail.to.join(', ') || mail.cc.join(', ') || mail.bcc.join(', ')}</span>${time(mail)}
<span class="subject">${mail.subject}</span>
<span class="preview">${preview(mail)}</span></a></li>`;
}

function reader(inbox: InboxView): Html {
  const { open, view, count, search } = inbox;
  if (open === null) return search === '' || count > 0 ? emptyInbox : noMatch(search);
  return html`<header>
<a class="back" href="${address(inbox, { page: inbox.page })}">All mail</a>
<h2>${open.subject}</h2>
<dl>${facts(open).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}<dt>Sent</dt><dd><time datetime="${open.receivedAt}" data-full>${open.receivedAt}</time></dd></dl>
<nav class="views" aria-label="Form">${VIEWS.map(({ name, label }) =>
    hasView(open, name)
      ? html`<a href="${address(inbox, { id: open.messageId, view: name, page: inbox.page })}"${view === name ? html` aria-current="page"` : NOTHING}>${label}</a>`
      : NOTHING,
  )}</nav>
</header>
${body(open, view)}`;
}

const VIEWS = [
  { name: 'html', label: 'HTML' },
  { name: 'text', label: 'Text' },
] as const;

export const hasView = (mail: StoredMail, view: 'html' | 'text') => (view === 'html' ? mail.html : mail.text) !== null;

/** Scripts never run and forms never send: the frame may only open links in a new tab. */
function body(mail: StoredMail, view: 'html' | 'text'): Html {
  if (view === 'text') return html`<pre tabindex="0">${mail.text ?? ''}</pre>`;
  return html`<iframe title="${mail.subject}" src="/messages/${mail.messageId}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function facts(mail: StoredMail): readonly (readonly [string, string])[] {
  const all = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['Bcc', mail.bcc.join(', ')],
    ['Reply to', mail.replyTo.join(', ')],
  ] as const;
  return all.filter(([, value]) => value !== '');
}

const emptyInbox = html`<div class="empty"><h2>No mail yet</h2><p>What the stack sends to anybody arrives here: invoices, notices, text messages, sign-in codes.</p></div>`;
const noMatch = (search: string) =>
  html`<div class="empty"><h2>No mail matches “${search}”</h2><p><a href="/">Show all mail</a></p></div>`;

/** UTC without a script; the script shows the reader's own time. */
const time = ({ receivedAt }: StoredMail) =>
  html`<time datetime="${receivedAt}">${receivedAt.slice(0, 16).replace('T', ' ')}</time>`;

const preview = (mail: StoredMail) => (mail.text ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);

type Target = { readonly id?: string; readonly view?: string; readonly page?: number };

const link = (inbox: InboxView, target: Target, label: string) =>
  html`<a href="${address(inbox, target)}">${label}</a>`;

function address({ search }: InboxView, { id, view, page }: Target): string {
  const query = new URLSearchParams({
    ...(id === undefined ? {} : { id }),
    ...(view === undefined ? {} : { view }),
    ...(search === '' ? {} : { q: search }),
    ...(page === undefined || page === 1 ? {} : { page: String(page) }),
  });
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}
