import { t } from '../../../lib/translate.ts';

/** Payment types in words; none named means all. */
export const paymentTypeWords = (types: readonly ('prepaid' | 'postpaid' | 'pay_now')[]): string =>
  types.length === 0 ? t('catalog.payment-types.all') : types.map((type) => t(`payment-type.${type}`)).join(', ');
