import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { given, givenCode, givenCodes } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import { useAmount } from '../use-amount.ts';
import type { ObjectOf } from './answer.ts';

type Coupon = ObjectOf<'coupon'>;

/** Coupons: codes that take something off one purchase. */
export const coupons = kindPage<Coupon>({
  path: 'coupons',
  list: (api, query) => answerOf(api.GET('/v1/coupons', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/coupons/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const value = useValueWords();
    const { count } = useFormats();
    return [
      { id: 'value', header: t('coupon.value'), numeric: true, cell: (coupon) => value(coupon) },
      {
        id: 'redemptions',
        header: t('coupon.redemptions'),
        numeric: true,
        cell: ({ maxRedemptions }) => (maxRedemptions === undefined ? t('coupon.unlimited') : count(maxRedemptions)),
      },
      {
        id: 'validity',
        header: t('catalog.validity'),
        cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
      },
    ];
  },
  Body: CouponBody,
});

function useValueWords(): (coupon: Coupon) => string {
  const amountOf = useAmount();
  return ({ type, value, resource }) =>
    type === 'percentage'
      ? t('discount.percentage', { percent: value })
      : t('discount.flat', { amount: amountOf(resource)(value) });
}

function CouponBody({ of: coupon }: { of: Coupon }) {
  const value = useValueWords();
  const { count } = useFormats();
  const most = (label: string, number: number | undefined) =>
    given(label, number === undefined ? undefined : count(number));
  return (
    <Container>
      <Facts
        of={[
          { label: t('coupon.value'), value: value(coupon) },
          { label: t('catalog.validity'), value: <PeriodText from={coupon.validFrom} to={coupon.validTo} /> },
          ...most(t('coupon.redemptions'), coupon.maxRedemptions),
          ...most(t('coupon.per-customer'), coupon.maxPerCustomer),
          ...(coupon.firstPurchaseOnly === true ? [{ label: t('coupon.first'), value: t('catalog.yes') }] : []),
          ...givenCodes(t('catalog.plans'), 'plans', coupon.plans),
          ...givenCodes(t('catalog.bundles'), 'bundles', coupon.bundles),
          ...givenCodes(t('catalog.products'), 'products', coupon.products),
          ...givenCodes(t('catalog.tags'), 'tags', coupon.chargeTags),
          ...givenCode(t('catalog.for-whom'), 'filters', coupon.filter),
        ]}
      />
    </Container>
  );
}
