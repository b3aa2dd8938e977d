import { describe, expect, test } from 'vitest';
import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { VoucherBatch } from '../../../domain/catalog/promotion.ts';
import { redeemVoucher } from '../../../domain/promotion/redeem-voucher.ts';
import { refuseCodes } from '../../../domain/promotion/refuse-codes.ts';
import { type Voucher, voucherKey, voucherStatus } from '../../../domain/promotion/voucher.ts';
import {
  type CodeSeries,
  codeLayout,
  codeOf,
  couldBeCode,
  couldMeet,
  roomFor,
} from '../../../domain/promotion/voucher-codes.ts';
import { fc } from '../../support/chance.ts';
import { at } from '../subscription/contract.ts';

const series = (changes: Partial<CodeSeries> = {}): CodeSeries => ({
  template: 'XMAS-###',
  characters: 'numeric',
  quantity: 500,
  rangeStart: 1,
  ...changes,
});
const noise = (seed: number) => Uint8Array.from({ length: 32 }, (_, index) => (seed * 31 + index * 97) % 256);
const codesOf = (of: CodeSeries): string[] => {
  const layout = codeLayout(of);
  if (layout === null) throw new Error('no room');
  return Array.from({ length: of.quantity }, (_, index) =>
    codeOf(of, layout, { serial: of.rangeStart + index, noise: noise(index) }),
  );
};

describe('a template', () => {
  test('XMAS-### from 1 on gives XMAS-001 to XMAS-500', () => {
    const codes = codesOf(series());
    expect([codes[0], codes[1], codes.at(-1), codes.length]).toEqual(['XMAS-001', 'XMAS-002', 'XMAS-500', 500]);
  });

  test('has no room for 1200 codes: 999 are left', () => {
    expect(codeLayout(series({ quantity: 1200 }))).toBeNull();
    expect(roomFor(series())).toBe(999n);
    expect(codeLayout(series({ quantity: 999 }))).not.toBeNull();
    expect(codeLayout(series({ quantity: 1000 }))).toBeNull();
    expect(codeLayout(series({ quantity: 500, rangeStart: 501 }))).toBeNull();
  });

  test.each([
    ['numeric', 1n, 9n],
    ['alphanumeric', 0n, 31n],
  ] as const)('of one %s place from %i on has room for %i', (characters, start, room) => {
    expect(roomFor({ template: 'A#', characters, rangeStart: parseInt(`${start}`, 10) })).toBe(room);
  });

  test('with more places than numbers need fills the rest at random', () => {
    const roomy = series({ template: 'xmas-####-####', quantity: 50 });
    expect(codeLayout(roomy)).toMatchObject({ serialPlaces: 2, randomPlaces: 6 });
    const [first, second] = codesOf(roomy);
    expect(first).toMatch(/^XMAS-01\d\d-\d{4}$/);
    expect(second).toMatch(/^XMAS-02\d\d-\d{4}$/);
    expect(first?.slice(7)).not.toBe(second?.slice(7));
  });

  test('gives the same code for the same noise, and nothing that is taken for something else', () => {
    const letters = series({ template: '########', characters: 'alphanumeric', quantity: 100, rangeStart: 0 });
    expect(codesOf(letters)).toEqual(codesOf(letters));
    for (const code of codesOf(letters)) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  });

  test('never gives a code twice, whatever the noise', () => {
    const batches = fc.record({
      characters: fc.constantFrom('numeric' as const, 'alphanumeric' as const),
      places: fc.integer({ min: 2, max: 8 }),
      quantity: fc.integer({ min: 1, max: 60 }),
      rangeStart: fc.integer({ min: 0, max: 30 }),
      bytes: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 60, maxLength: 60 }),
    });
    fc.assert(
      fc.property(batches, ({ characters, places, quantity, rangeStart, bytes }) => {
        const batch = series({ characters, quantity, rangeStart, template: `V-${'#'.repeat(places)}` });
        const layout = codeLayout(batch);
        if (layout === null) return;
        const codes = Array.from({ length: quantity }, (_, index) =>
          codeOf(batch, layout, { serial: rangeStart + index, noise: bytes[index] ?? new Uint8Array(32) }),
        );
        expect(new Set(codes).size).toBe(quantity);
        for (const code of codes) expect(couldBeCode(code.toLowerCase(), batch)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['XMAS-###', 'xmas-###', true],
    ['XMAS-###', 'XMAS-1##', true],
    ['XMAS-###', 'XMAS-A##', false],
    ['XMAS-###', 'XMAS-####', false],
    ['##', 'AB', false],
  ])('%s and %s could meet: %s', (left, right, meets) => {
    const of = (template: string) => ({ template, characters: 'numeric' as const });
    expect(couldMeet(of(left), of(right))).toBe(meets);
    expect(couldMeet(of(right), of(left))).toBe(meets);
  });
});

const batch = (changes: Partial<VoucherBatch> = {}): VoucherBatch => ({
  code: 'XMAS',
  name: 'Christmas',
  ...series(),
  redemptions: 3,
  bundle: 'PRESENT',
  validFrom: at('2026-12-01'),
  validTo: at('2027-01-01'),
  ...changes,
});

describe('a code means one thing', () => {
  const coupon = (code: string) =>
    ({
      kind: 'coupon',
      object: { code, name: code, type: 'percentage', value: '50', validFrom: 0, validTo: 1 },
    }) as const;
  const asked = (changes: Partial<VoucherBatch>, ...others: readonly CatalogObject[]) =>
    refuseCodes({ kind: 'voucherBatch', object: batch({ code: 'NEW', ...changes }) }, indexCatalog(others))?.code;
  const other = { kind: 'voucherBatch', object: batch() } as const;
  const random = { kind: 'voucherBatch', object: batch({ template: 'XMAS-####' }) } as const;

  test.each([
    ['the next numbers of a series that is there', { rangeStart: 501, quantity: 499 }, undefined],
    ['numbers that a series has', { rangeStart: 500 }, 'voucher.codes_taken'],
    ['the same, in small letters', { template: 'xmas-###' }, 'voucher.codes_taken'],
    ['another template', { template: 'EASTER-###' }, undefined],
  ] as const)('a series with %s', (_, changes, code) => expect(asked(changes, other)).toBe(code));

  test('a series cannot step aside for codes at random; two at random can', () => {
    expect(asked({ template: 'XMAS-####', quantity: 9_999 }, random)).toBe('voucher.codes_taken');
    expect(asked({ template: 'XMAS-####', quantity: 100 }, random)).toBeUndefined();
  });

  test('a coupon and a voucher never share one, whichever came first', () => {
    expect(asked({}, coupon('xmas-007'))).toBe('voucher.codes_taken');
    expect(asked({}, coupon('XMAS-501'))).toBeUndefined();
    expect(asked({ template: 'XMAS-####' }, coupon('XMAS-9999'))).toBe('voucher.codes_taken');
    expect(refuseCodes(coupon('Xmas-007'), indexCatalog([other]))).toMatchObject({
      code: 'catalog.code_taken',
      errors: [{ pointer: '/code' }],
    });
    expect(refuseCodes(coupon('XMAS-501'), indexCatalog([other]))).toBeNull();
  });

  test('a batch that is in the catalog is not its own rival', () => {
    expect(refuseCodes(other, indexCatalog([other]))).toBeNull();
  });
});

describe('using a code', () => {
  const NOW = at('2026-12-24');
  const voucher: Voucher = {
    ...{ siteId: 'demo', code: 'XMAS-001', batch: 'XMAS', serial: 1 },
    ...{ uses: 0, status: 'new', version: 1 },
  };
  const use = (changes: Partial<Parameters<typeof redeemVoucher>[0]> = {}) =>
    redeemVoucher({
      ...{ code: 'xmas-001', voucher, batch: batch(), usedByCustomer: false, now: NOW, pointer: '/codes/0' },
      ...changes,
    });

  test('takes one use, and the third one is the last of three', () => {
    expect(use()).toMatchObject({ value: { bundle: 'PRESENT', voucher: { uses: 1, status: 'new' } } });
    expect(use({ voucher: { ...voucher, uses: 2 } })).toMatchObject({
      value: { voucher: { uses: 3, status: 'used' } },
    });
    expect(use({ voucher: { ...voucher, uses: 3, status: 'used' } })).toMatchObject({
      error: { code: 'code.exhausted' },
    });
  });

  test.each([
    ['that nobody knows', { voucher: null }, 'code.unknown'],
    ['before its time', { now: at('2026-11-30') }, 'code.not_yet_valid'],
    ['after its time', { now: at('2027-01-01') }, 'code.expired'],
    ['that the customer has used', { usedByCustomer: true }, 'code.already_used'],
    ['that is blocked', { voucher: { ...voucher, status: 'blocked' } }, 'code.blocked'],
  ] as const)('%s is refused at its place', (_, changes, code) => {
    expect(use(changes)).toMatchObject({ error: { code, errors: [{ pointer: '/codes/0' }] } });
  });

  test('it is compared in capitals, and expires with its batch unless it is used up', () => {
    expect(voucherKey('  xmas-001 ')).toBe('XMAS-001');
    expect(voucherStatus(voucher, batch(), NOW)).toBe('new');
    expect(voucherStatus(voucher, batch(), at('2027-01-01'))).toBe('expired');
    expect(voucherStatus({ status: 'used' }, batch(), at('2027-01-01'))).toBe('used');
    expect(voucherStatus({ status: 'blocked' }, batch(), at('2027-01-01'))).toBe('blocked');
  });
});
