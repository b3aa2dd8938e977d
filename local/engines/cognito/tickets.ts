import { randomBytes } from 'node:crypto';

type Entry<T> = { readonly value: T; readonly expiresAt: number };

/** Short-lived secrets that stand for something: authorization codes, challenges, browser sessions. Kept in memory. */
export class Tickets<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #lifeMs: number;

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  issue(value: T): string {
    const now = Date.now();
    for (const [ticket, { expiresAt }] of this.#entries) {
      if (expiresAt > now) break; // all live equally long, so the oldest come first
      this.#entries.delete(ticket);
    }
    const ticket = randomBytes(24).toString('base64url');
    this.#entries.set(ticket, { value, expiresAt: now + this.#lifeMs });
    return ticket;
  }

  find(ticket: string): T | null {
    const entry = this.#entries.get(ticket);
    return entry === undefined || entry.expiresAt <= Date.now() ? null : entry.value;
  }

  /** Finds and spends it: nobody else can use it, even when what follows fails. */
  take(ticket: string): T | null {
    const value = this.find(ticket);
    this.#entries.delete(ticket);
    return value;
  }
}
