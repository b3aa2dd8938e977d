import { LOGO } from '../assets/assets.ts';
import type { PasswordPolicy } from '../engine.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { policyInWords } from './password.ts';

/** What the card asks for. Every step posts to the same address, which carries the OAuth request in its query. */
export type SignInStep =
  | { readonly step: 'sign-in'; readonly email: string }
  | { readonly step: 'new-password'; readonly challenge: string; readonly policy: PasswordPolicy }
  | { readonly step: 'forgot'; readonly email: string }
  | { readonly step: 'reset'; readonly email: string; readonly policy: PasswordPolicy };

export type SignInPage = {
  /** Path and query that the forms post to. */
  readonly action: string;
  readonly view: SignInStep;
  readonly problem: string | null;
  readonly demoSignIn: { readonly email: string; readonly password: string } | null;
};

export function signInPage({ action, view, problem, demoSignIn }: SignInPage): string {
  const { title, lead, fields, button } = formOf(view);
  const alert = problem === null ? NOTHING : html`<p class="problem" role="alert" id="problem">${problem}</p>`;
  const demo = view.step === 'sign-in' && demoSignIn !== null ? demoHint(action, demoSignIn) : NOTHING;
  return page(
    title,
    html`<h1>${title}</h1>${lead === '' ? NOTHING : html`<p class="lead">${lead}</p>`}${alert}
<form method="post" action="${action}">
<input type="hidden" name="step" value="${view.step}">
${fields}
<button class="primary" type="submit">${button}</button>
</form>
${otherWay(action, view)}${demo}`,
  );
}

/** For a request that must not be answered with a redirect: nobody knows whether its address can be trusted. */
export function refusalPage(reason: string): string {
  return page(
    'This sign-in link does not work',
    html`<h1>This sign-in link does not work</h1><p class="lead">${reason}</p>`,
  );
}

function page(title: string, card: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Billow</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/sign-in.css">
</head>
<body>
<main>
<p class="brand">${LOGO}Billow</p>
<section class="card">${card}</section>
<p class="footnote">Local sign-in. Accounts exist on this machine only.</p>
</main>
</body>
</html>`.markup;
}

type Form = { readonly title: string; readonly lead: string; readonly fields: Html; readonly button: string };

function formOf(view: SignInStep): Form {
  switch (view.step) {
    case 'sign-in':
      return {
        title: 'Sign in',
        lead: '',
        fields: html`${emailField(view.email)}${field({ ...PASSWORD, isFirst: view.email !== '' })}`,
        button: 'Sign in',
      };
    case 'new-password':
      return {
        title: 'Choose a password',
        lead: 'You signed in with a temporary password. Choose your own to go on.',
        fields: html`<input type="hidden" name="challenge" value="${view.challenge}">${newPassword(view.policy, true)}`,
        button: 'Save and sign in',
      };
    case 'forgot':
      return {
        title: 'Reset your password',
        lead: 'We send a code to your address. With it you choose a new password.',
        fields: emailField(view.email),
        button: 'Send the code',
      };
    case 'reset':
      return {
        title: 'Enter the code',
        lead: `If ${view.email} has an account, a code is on its way.`,
        fields: html`<input type="hidden" name="email" value="${view.email}">${field(CODE)}${newPassword(view.policy, false)}`,
        button: 'Save and sign in',
      };
  }
}

type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autocomplete: string;
  readonly value?: string;
  readonly help?: string;
  readonly isFirst: boolean;
};

const PASSWORD: Field = {
  name: 'password',
  label: 'Password',
  type: 'password',
  autocomplete: 'current-password',
  isFirst: false,
};
const CODE: Field = { name: 'code', label: 'Code', type: 'text', autocomplete: 'one-time-code', isFirst: true };

const emailField = (value: string) =>
  field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', value, isFirst: value === '' });

const newPassword = (policy: PasswordPolicy, isFirst: boolean) =>
  field({
    ...PASSWORD,
    label: 'New password',
    autocomplete: 'new-password',
    help: policyInWords(policy),
    isFirst,
  });

function field({ name, label, type, autocomplete, value = '', help = '', isFirst }: Field): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value}" required${
    isFirst ? html` autofocus` : NOTHING
  }${help === '' ? NOTHING : html` aria-describedby="${name}-help"`}>${
    help === '' ? NOTHING : html`<p class="help" id="${name}-help">${help}</p>`
  }</div>`;
}

function otherWay(action: string, view: SignInStep): Html {
  const isSignIn = view.step === 'sign-in';
  return html`<form class="other" method="post" action="${action}">
<input type="hidden" name="email" value="${'email' in view ? view.email : ''}">
<button type="submit" name="step" value="${isSignIn ? 'ask-forgot' : 'ask-sign-in'}">${isSignIn ? 'Forgot your password?' : 'Back to sign-in'}</button>
</form>`;
}

const demoHint = (action: string, { email, password }: { readonly email: string; readonly password: string }) =>
  html`<form class="demo" method="post" action="${action}">
<h2>Demo</h2>
<dl><dt>Email</dt><dd>${email}</dd><dt>Password</dt><dd>${password}</dd></dl>
<input type="hidden" name="step" value="sign-in">
<input type="hidden" name="email" value="${email}">
<input type="hidden" name="password" value="${password}">
<button type="submit">Use demo operator</button>
</form>`;
