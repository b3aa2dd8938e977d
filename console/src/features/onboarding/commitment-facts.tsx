import Alert from '@cloudscape-design/components/alert';
import { t } from '../../lib/translate.ts';
import type { Bundle, Offer } from './offer.ts';

type CommitmentFactsProps = {
  readonly offer: Offer;
  readonly plan: Offer['plans'][number];
  readonly bundles: readonly Bundle[];
};

/** What the customer commits to with the plan, and with bundles that have a term of their own. */
export function CommitmentFacts({ offer, plan, bundles }: CommitmentFactsProps) {
  const added = bundles.filter(({ code }) => !plan.bundles.includes(code));
  const bound = [plan, ...added].flatMap(({ name, term: code }) => {
    const term = offer.terms.find((known) => known.code === code);
    return term === undefined ? [] : [{ name, term }];
  });
  if (bound.length === 0) return null;
  return (
    <Alert type="info" header={t('onboarding.commitment')}>
      {bound.map(({ name, term }) => (
        <p key={name}>
          {t(`onboarding.commitment.${term.commitment.unit}`, {
            name,
            term: term.name,
            count: term.commitment.value,
            renewal: t(`term.renewal.${term.renewal.type}`),
          })}
        </p>
      ))}
    </Alert>
  );
}
