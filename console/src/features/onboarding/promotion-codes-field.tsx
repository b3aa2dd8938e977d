import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { t } from '../../lib/translate.ts';
import { OptionalLabel } from '../../ui/optional-label.tsx';
import { promotionCodes } from '../customer/subscriptions/promotion-codes.ts';
import { useDraft } from './draft-context.ts';

const AT = '/subscription/promotionCodes';

/** Coupons and vouchers: what is refused of one of them is told with it. */
export function PromotionCodes() {
  const { draft, setField, errorOf } = useDraft();
  const typed = draft.fields[AT] ?? '';
  const refused = promotionCodes(typed).flatMap((code, index) => {
    const message = errorOf(`${AT}/${index}`);
    return message === undefined ? [] : [t('onboarding.codes.refused', { code, message })];
  });
  return (
    <FormField
      label={<OptionalLabel label={t('add-bundle.codes')} />}
      constraintText={t('vouchers.codes.hint')}
      errorText={errorOf(AT) ?? refused[0]}
    >
      <Input name={AT} value={typed} autoComplete={false} onChange={({ detail }) => setField(AT, detail.value)} />
    </FormField>
  );
}
