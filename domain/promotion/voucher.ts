import type { Versioned } from '../customer/customer.ts';
import type { Instant } from '../time/instant.ts';

/** One code of a batch. It is written in capitals, since people type it as they like. */
export type Voucher = Versioned & {
  readonly siteId: string;
  readonly code: string;
  readonly batch: string;
  /** Its number in the batch's series. */
  readonly serial: number;
  readonly uses: number;
  /** `used`: all its uses are gone. Whether it has expired is the batch's validity to say: see voucherStatus. */
  readonly status: 'new' | 'used' | 'blocked';
  /** Who keeps it from being used, and why. */
  readonly blocked?: { readonly by: string; readonly at: Instant; readonly reason: string };
};

/** A customer used a code: once each, however many uses the code has. */
export type VoucherRedemption = Versioned & {
  readonly siteId: string;
  readonly code: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly batch: string;
  readonly bundle: string;
  readonly purchases: readonly string[];
  readonly at: Instant;
};

/** How far the codes of a batch are made, and the secret that they are made from: the same codes again after a crash. */
export type VoucherSeries = Versioned & {
  readonly siteId: string;
  readonly batch: string;
  readonly seed: string;
  readonly made: number;
};

/** How codes are compared: whatever the letters' case and the blanks around them. */
export const voucherKey = (code: string): string => code.trim().toUpperCase();

export type VoucherStatus = Voucher['status'] | 'expired';

/** A code that was not used up expires with its batch. */
export const voucherStatus = (
  { status }: Pick<Voucher, 'status'>,
  { validTo }: { readonly validTo: Instant },
  now: Instant,
): VoucherStatus => (status === 'new' && validTo <= now ? 'expired' : status);
