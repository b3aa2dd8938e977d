import { randomInt, randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { MailToDeliver, UserPool } from '../engine.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';
import { digestOf, type User, type UserStore } from './user-store.ts';

export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly user: User }
  /** The password was right, but an administrator chose it. */
  | { readonly kind: 'newPasswordNeeded'; readonly user: User };

const CODE_LIFE_MS = 3_600_000;
const MOST_WRONG_CODES = 5;
const SENDER = 'no-reply@verificationemail.com';

/** What happens to users, the same for the API and the sign-in page. Refusals are thrown as Cognito's errors. */
export class UserDirectory {
  readonly #store: UserStore;
  readonly #deliverMail: (mail: MailToDeliver) => void;

  constructor(store: UserStore, deliverMail: (mail: MailToDeliver) => void) {
    this.#store = store;
    this.#deliverMail = deliverMail;
  }

  get(pool: UserPool, name: string): User {
    const user = this.#store.find(pool.id, name);
    if (user === null) throw new AwsError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  /** Stores what changed and answers the user as it is now. */
  change(user: User, changes: Partial<User>): User {
    const changed = { ...user, ...changes, modifiedAt: Date.now() };
    this.#store.put(changed);
    return changed;
  }

  create(pool: UserPool, attributes: Readonly<Record<string, string>>, passwordHash: string): User {
    const email = (attributes['email'] ?? '').trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
      throw new AwsError('InvalidParameterException', 'Username should be an email.');
    }
    if (this.#store.find(pool.id, email) !== null) {
      throw new AwsError('UsernameExistsException', 'An account with the given email already exists.');
    }
    const now = Date.now();
    const user: User = {
      poolId: pool.id,
      username: randomUUID(),
      email,
      attributes: { ...attributes, email },
      groups: [],
      passwordHash,
      status: 'FORCE_CHANGE_PASSWORD',
      isEnabled: true,
      createdAt: now,
      modifiedAt: now,
      resetCode: null,
    };
    this.#store.put(user);
    return user;
  }

  async setPassword(pool: UserPool, user: User, password: string): Promise<User> {
    checkPassword(password, pool.passwordPolicy);
    return this.change(user, { passwordHash: await hashPassword(password), status: 'CONFIRMED', resetCode: null });
  }

  /** Says the same of an unknown user and a wrong password, so that nobody can probe who exists. */
  async signIn(pool: UserPool, name: string, password: string): Promise<SignInOutcome> {
    const user = this.#store.find(pool.id, name);
    if (user === null || !(await isPassword(password, user.passwordHash))) {
      throw new AwsError('NotAuthorizedException', 'Incorrect username or password.');
    }
    if (!user.isEnabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
    if (user.status === 'RESET_REQUIRED') {
      throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
    }
    return { kind: user.status === 'CONFIRMED' ? 'signedIn' : 'newPasswordNeeded', user };
  }

  /** For an unknown or disabled user nothing is sent, and the answer is the same. */
  sendResetCode(pool: UserPool, name: string): void {
    const user = this.#store.find(pool.id, name);
    if (user?.isEnabled) this.#mailCode(user);
  }

  /** The old password is void until the code from the mail has set a new one. */
  requireReset(user: User): void {
    this.#mailCode(this.change(user, { status: 'RESET_REQUIRED' }));
  }

  async resetPassword(pool: UserPool, reset: { name: string; code: string; password: string }): Promise<User> {
    const user = this.#store.find(pool.id, reset.name);
    const expected = user?.resetCode ?? null;
    if (user === null || expected === null || expected.expiresAt < Date.now()) {
      throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    }
    if (digestOf(reset.code.trim()) !== expected.digest) {
      const failures = expected.failures + 1;
      this.change(user, { resetCode: failures < MOST_WRONG_CODES ? { ...expected, failures } : null });
      throw new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
    }
    return this.setPassword(pool, user, reset.password);
  }

  invite(user: User, password: string): void {
    const text = `Your username is ${user.email} and temporary password is ${password}`;
    this.#deliverMail({ from: SENDER, to: [user.email], subject: 'Your temporary password', text });
  }

  #mailCode(user: User): void {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    this.change(user, { resetCode: { digest: digestOf(code), expiresAt: Date.now() + CODE_LIFE_MS, failures: 0 } });
    const text = `Your password reset code is ${code}`;
    this.#deliverMail({ from: SENDER, to: [user.email], subject: 'Your verification code', text });
  }
}
