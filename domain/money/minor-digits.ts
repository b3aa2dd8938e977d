/**
 * Fraction digits of bills and payments per currency, from ISO 4217. Our own table, because `Intl` follows everyday use
 * and says 0 for HUF, IDR and COP, which settle in two digits.
 * BGN and ANG have left the standard; their old documents have not left us.
 */
const CODES_BY_DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
    CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
    NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
    SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
} as const;

const MINOR_DIGITS: ReadonlyMap<string, number> = new Map(
  ([0, 2, 3, 4] as const).flatMap((digits) =>
    CODES_BY_DIGITS[digits].split(/\s+/).map((code) => [code, digits] as const),
  ),
);

/** Fraction digits of an ISO 4217 currency code (`EUR` → 2, `JPY` → 0); undefined for what is no currency. */
export const minorDigits = (currency: string): number | undefined => MINOR_DIGITS.get(currency);
