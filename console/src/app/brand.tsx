import { t } from '../lib/translate.ts';

/** Mark and name of the product. */
export const Brand = () => (
  <span className="header__home">
    <img src="/billow.svg" alt="" width={26} height={26} />
    {t('app.name')}
  </span>
);
