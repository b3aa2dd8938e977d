import type { Named } from './named.ts';

/** The legal seller on whose behalf tax is collected. */
export type TaxSupplier = Named & {
  readonly legalName: string;
  readonly vatNumber?: string;
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly generalLedger?: string;
  readonly isDefault?: boolean;
};

export type GeneralLedgerAccount = Named & {
  readonly type: 'asset' | 'expense' | 'equity' | 'liability' | 'revenue';
};

/** Ledgers that reports show together. */
export type GeneralLedgerGroup = Named;

type Booking = { readonly debit: string; readonly credit: string };

/** Which accounts money is booked to, by what has become of it. Codes of accounts. */
export type GeneralLedger = Named & {
  readonly group?: string;
  readonly accounts: {
    readonly billedEarned: Booking;
    readonly billedUnearned?: Booking;
    readonly unbilledEarned?: Booking;
    readonly unbilledUnearned?: Booking;
  };
  readonly taxAccount?: string;
};
