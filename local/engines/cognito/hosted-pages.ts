import { AwsError } from '../aws-error.ts';
import type { CognitoOptions } from '../engine.ts';
import type { EngineRequest, EngineResponse } from '../http-server.ts';
import { AuthorizeRefusal, type AuthorizeRequest, readAuthorizeRequest, withQuery } from './authorize-request.ts';
import { type CognitoContext, findClient } from './cognito-context.ts';
import { refusalPage, type SignInStep, signInPage } from './sign-in-page.ts';
import { Tickets } from './tickets.ts';
import type { User } from './user-store.ts';

/** What an authorization code stands for; `/oauth2/token` takes it once. */
export type Grant = {
  readonly clientId: string;
  readonly poolId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scope: string;
  readonly nonce: string | null;
  readonly username: string;
  readonly authTime: number;
};

type BrowserSession = { readonly poolId: string; readonly username: string; readonly authTime: number };

const CODE_LIFE_MS = 5 * 60_000;
const BROWSER_SESSION_SECONDS = 3_600;

/** The pages of a sign-in in the browser: authorization code with PKCE, and signing out. */
export class HostedPages {
  readonly grants = new Tickets<Grant>(CODE_LIFE_MS);
  readonly #sessions = new Tickets<BrowserSession>(BROWSER_SESSION_SECONDS * 1000);
  readonly #context: CognitoContext;
  readonly #demoSignIn: CognitoOptions['demoSignIn'];

  constructor(context: CognitoContext, demoSignIn: CognitoOptions['demoSignIn']) {
    this.#context = context;
    this.#demoSignIn = demoSignIn;
  }

  /** GET shows the page, or goes straight on for who is signed in already; POST is one of its forms. */
  async authorize(request: EngineRequest): Promise<EngineResponse> {
    try {
      const wanted = readAuthorizeRequest(this.#context, request.query);
      if (request.method === 'POST') return await this.#submit(request, wanted);
      const known = wanted.prompt === 'login' ? null : this.#signedIn(request, wanted.pool.id);
      if (known !== null) return redirect(this.#callback(wanted, known));
      if (wanted.prompt !== 'none') return this.#page(request, wanted, { step: 'sign-in', email: '' });
      return redirect(withQuery(wanted.redirectUri, { error: 'login_required', state: wanted.state }));
    } catch (error) {
      if (error instanceof AuthorizeRefusal) return redirect(error.location);
      if (error instanceof AwsError) return page(400, refusalPage(error.message));
      throw error;
    }
  }

  /** Ends the browser's session and goes to an address that the client has registered for it. */
  logout(request: EngineRequest): EngineResponse {
    const found = findClient(this.#context, request.query.get('client_id') ?? '');
    const address = request.query.get('logout_uri') ?? '';
    if (found === null || !found.client.logoutUrls.includes(address)) {
      return page(400, refusalPage('The application or its sign-out address is not registered.'));
    }
    this.#sessions.take(cookieOf(request, found.pool.id));
    return redirect(address, cookie(found.pool.id, '', 0));
  }

  async #submit(request: EngineRequest, wanted: AuthorizeRequest): Promise<EngineResponse> {
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${request.headers.host}`) {
      return page(403, refusalPage('The form was sent from another site.'));
    }
    const form = new URLSearchParams(request.body.toString('utf8'));
    const email = (form.get('email') ?? '').trim();
    try {
      return await this.#step(request, wanted, form);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === 'PasswordResetRequiredException') {
        return this.#page(
          request,
          wanted,
          { step: 'forgot', email },
          'Your password must be reset before you sign in.',
        );
      }
      return this.#page(request, wanted, this.#sameStep(wanted, form), inWords(error));
    }
  }

  async #step(request: EngineRequest, wanted: AuthorizeRequest, form: URLSearchParams): Promise<EngineResponse> {
    const { directory, challenges, store } = this.#context;
    const { pool, client } = wanted;
    const email = (form.get('email') ?? '').trim();
    const password = form.get('password') ?? '';
    switch (form.get('step') ?? '') {
      case 'sign-in': {
        const { kind, user } = await directory.signIn(pool, email, password);
        if (kind === 'signedIn') return this.#goOn(wanted, user);
        const challenge = challenges.issue({ poolId: pool.id, clientId: client.id, username: user.username });
        return this.#page(request, wanted, { step: 'new-password', challenge, policy: pool.passwordPolicy });
      }
      case 'new-password': {
        const ticket = form.get('challenge') ?? '';
        const challenge = challenges.find(ticket);
        const user = challenge === null ? null : store.find(challenge.poolId, challenge.username);
        if (user === null || user.poolId !== pool.id)
          return this.#page(request, wanted, { step: 'sign-in', email: '' });
        const changed = await directory.setPassword(pool, user, password);
        challenges.take(ticket);
        return this.#goOn(wanted, changed);
      }
      case 'forgot':
        directory.sendResetCode(pool, email);
        return this.#page(request, wanted, { step: 'reset', email, policy: pool.passwordPolicy });
      case 'reset': {
        const user = await directory.resetPassword(pool, { name: email, code: form.get('code') ?? '', password });
        return this.#goOn(wanted, user);
      }
      case 'ask-forgot':
        return this.#page(request, wanted, { step: 'forgot', email });
      default:
        return this.#page(request, wanted, { step: 'sign-in', email });
    }
  }

  /** After a mistake the same card again, with what was typed, but never a password. */
  #sameStep({ pool }: AuthorizeRequest, form: URLSearchParams): SignInStep {
    const email = (form.get('email') ?? '').trim();
    const policy = pool.passwordPolicy;
    const step = form.get('step');
    if (step === 'new-password') return { step, challenge: form.get('challenge') ?? '', policy };
    return step === 'reset' ? { step, email, policy } : { step: 'sign-in', email };
  }

  #goOn(wanted: AuthorizeRequest, user: User): EngineResponse {
    const authTime = Math.floor(Date.now() / 1000);
    const session = { poolId: user.poolId, username: user.username, authTime };
    const ticket = this.#sessions.issue(session);
    return redirect(this.#callback(wanted, session), cookie(user.poolId, ticket, BROWSER_SESSION_SECONDS));
  }

  #callback(wanted: AuthorizeRequest, { username, authTime }: BrowserSession): string {
    const { pool, client, redirectUri, codeChallenge, scope, nonce, state } = wanted;
    const grant = {
      clientId: client.id,
      poolId: pool.id,
      redirectUri,
      codeChallenge,
      scope,
      nonce,
      username,
      authTime,
    };
    return withQuery(redirectUri, { code: this.grants.issue(grant), state });
  }

  #signedIn(request: EngineRequest, poolId: string): BrowserSession | null {
    const session = this.#sessions.find(cookieOf(request, poolId));
    if (session === null || session.poolId !== poolId) return null;
    return this.#context.store.find(poolId, session.username)?.isEnabled ? session : null;
  }

  #page(
    request: EngineRequest,
    wanted: AuthorizeRequest,
    view: SignInStep,
    problem: string | null = null,
  ): EngineResponse {
    const action = `${request.path}?${request.rawQuery}`;
    const markup = signInPage({ action, view, problem, demoSignIn: this.#demoSignIn ?? null });
    return page(problem === null ? 200 : 400, markup, new URL(wanted.redirectUri).origin);
  }
}

/** What people read; the API keeps Cognito's own words. */
function inWords({ code, message }: AwsError): string {
  if (message === 'Incorrect username or password.') return 'Incorrect email or password.';
  if (message === 'User is disabled.') return 'This account is disabled.';
  if (code === 'CodeMismatchException') return 'The code is not right. Check it and try again.';
  if (code === 'ExpiredCodeException') return 'The code is no longer valid. Ask for a new one.';
  if (code === 'InvalidPasswordException') return message.replace(/^.*?: /, '').concat('.');
  return message;
}

/** Browsers apply `form-action` to the redirect that follows a form, too: the callback's origin must be in it. */
function page(status: number, body: string, callbackOrigin = ''): EngineResponse {
  const policy = `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self' ${callbackOrigin}; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

const redirect = (location: string, setCookie?: string): EngineResponse => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', ...(setCookie === undefined ? {} : { 'set-cookie': setCookie }) },
});

/** Cookies do not know ports: the name tells the pools of one machine apart. */
const cookieName = (poolId: string) => `cognito-${poolId}`;

const cookie = (poolId: string, value: string, seconds: number) =>
  `${cookieName(poolId)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

function cookieOf(request: EngineRequest, poolId: string): string {
  const wanted = `${cookieName(poolId)}=`;
  const pairs = (request.headers.cookie ?? '').split('; ');
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? '';
}
