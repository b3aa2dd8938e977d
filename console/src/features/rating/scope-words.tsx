import type { ReratingRow } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import { TextLink } from '../../ui/text-link.tsx';

type Scope = Pick<ReratingRow, 'customerId' | 'balanceGroupId' | 'product' | 'plan'>;

/** Whose usage is meant, with a way to each thing that is named. */
export const ScopeWords = ({ of: { customerId, balanceGroupId, product, plan } }: { of: Scope }) => (
  <span className="two-lines">
    {customerId === undefined ? null : (
      <span>
        <TextLink to="/customers/$customerId/events" params={{ customerId }}>
          {t('rerating.scope.customer', { customer: customerId })}
        </TextLink>
      </span>
    )}
    {balanceGroupId === undefined ? null : <span>{t('rerating.scope.group', { group: balanceGroupId })}</span>}
    {product === undefined ? null : (
      <span>
        <TextLink to="/catalog/$kind/$code" params={{ kind: 'products', code: product }}>
          {t('rerating.scope.product', { product })}
        </TextLink>
      </span>
    )}
    {plan === undefined ? null : (
      <span>
        <TextLink to="/catalog/$kind/$code" params={{ kind: 'plans', code: plan }}>
          {t('rerating.scope.plan', { plan })}
        </TextLink>
      </span>
    )}
  </span>
);
