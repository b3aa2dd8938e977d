import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { t } from '../../lib/translate.ts';
import type { DiscountChoice } from './draft.ts';
import { isTaken } from './draft.ts';
import { useDraft } from './draft-context.ts';
import type { Bundle, Offer } from './offer.ts';

type BundleDiscountsProps = {
  readonly bundle: Bundle;
  readonly offer: Offer;
  readonly choices: readonly DiscountChoice[];
  /** Where a discount stands in the request: refusals name it by its index. */
  readonly indexOf: (choice: DiscountChoice) => number;
};

/** The discounts of one bundle: those that come with it, and those that the customer may have or not. */
export function BundleDiscounts({ bundle, offer, choices, indexOf }: BundleDiscountsProps) {
  const { draft, setDiscounts, errorOf } = useDraft();
  if (choices.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{t('onboarding.discounts', { bundle: bundle.name })}</Header>}>
      <div className="stack">
        {choices.map((choice) => {
          const { key, discount, optional } = choice;
          const at = `/subscription/discounts/${indexOf(choice)}`;
          const error = errorOf(`${at}/discount`) ?? errorOf(`${at}/purchase`) ?? errorOf(at);
          return (
            <div key={key}>
              <Checkbox
                checked={isTaken(choice, draft)}
                disabled={!optional}
                description={optional ? undefined : t('onboarding.discounts.always')}
                onChange={({ detail }) =>
                  setDiscounts(
                    detail.checked ? [...draft.discounts, key] : draft.discounts.filter((one) => one !== key),
                  )
                }
              >
                {offer.discounts.find(({ code }) => code === discount)?.name ?? discount}
              </Checkbox>
              {error === undefined ? null : <span className="bad small">{error}</span>}
            </div>
          );
        })}
      </div>
    </Container>
  );
}
