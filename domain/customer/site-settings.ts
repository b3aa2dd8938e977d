import type { DecimalText } from '../money/decimal.ts';

/** What is done with more, or less, money than is due. */
export type PaymentConfiguration = {
  /** Which bills a payment goes to. */
  readonly strategy: 'OLDEST_DUE_FIRST';
  readonly overpayment: 'CREDIT_BALANCE' | 'REFUND' | 'REJECT';
  readonly underpayment: 'KEEP_OPEN' | 'WRITE_OFF_BELOW' | 'REJECT';
  /** WRITE_OFF_BELOW only: what may stay due and is given up, in the site's currency. */
  readonly writeOffBelow?: DecimalText;
};

/** Settings that a site need not make: SITE_DEFAULTS, or nothing, takes their place. */
export type SiteSettings = {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Address of a picture. */
  readonly logo?: string;
  /** Begins the addresses of the site's own pages. */
  readonly urlPrefix?: string;
  /** Language of the console. */
  readonly uiLanguage?: string;
  /** Language of what is sent without anyone having chosen one. */
  readonly systemLanguage?: string;
  readonly paymentConfiguration?: PaymentConfiguration;
  readonly selfCareEnabled?: boolean;
  /** Days a released identifier rests, for service types that do not say. */
  readonly quarantineDays?: number;
  /** Code of the tax supplier that sells where nothing else is said. */
  readonly defaultTaxSupplier?: string;
};

export const SITE_DEFAULTS = {
  uiLanguage: 'en',
  systemLanguage: 'en',
  paymentConfiguration: { strategy: 'OLDEST_DUE_FIRST', overpayment: 'CREDIT_BALANCE', underpayment: 'KEEP_OPEN' },
  selfCareEnabled: false,
  quarantineDays: 0,
} as const satisfies SiteSettings;
