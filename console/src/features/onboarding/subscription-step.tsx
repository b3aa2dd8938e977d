import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Multiselect from '@cloudscape-design/components/multiselect';
import { Fragment } from 'react';
import { t } from '../../lib/translate.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { BundleDiscounts } from './bundle-discounts.tsx';
import { BundleProducts } from './bundle-products.tsx';
import { ChargesPreview } from './charges-preview.tsx';
import { CommitmentFacts } from './commitment-facts.tsx';
import type { DiscountChoice, OnboardingRequest, ProductChoice } from './draft.ts';
import { useDraft } from './draft-context.ts';
import { DayField, SelectField, TextField } from './fields.tsx';
import { addableBundles, chosenBundles, type Offer } from './offer.ts';
import { PromotionCodes } from './promotion-codes-field.tsx';

const PAYMENT_TYPES = ['prepaid', 'postpaid', 'pay_now'] as const;

type SubscriptionStepProps = {
  readonly offer: Offer;
  readonly choices: readonly ProductChoice[];
  readonly discounts: readonly DiscountChoice[];
  readonly missing: number;
  /** Null while something is missing or wrong. */
  readonly request: OnboardingRequest | null;
};

/** The plan, how it is billed, and what of it is bought. */
export function SubscriptionStep({ offer, choices, discounts, missing, request }: SubscriptionStepProps) {
  const { draft, setBundles } = useDraft();
  const plan = offer.plans.find(({ code }) => code === draft.fields['/subscription/plan']);
  const allowed = plan?.paymentTypes ?? [];
  const bundles = chosenBundles(offer, draft);
  const others = (plan === undefined ? [] : addableBundles(offer, plan)).map(({ code, name }) => ({
    value: code,
    label: name,
  }));
  const isPayNow = draft.fields['/subscription/paymentType'] === 'pay_now';
  return (
    <div className="page">
      <Container header={<Header variant="h2">{t('onboarding.billing')}</Header>}>
        <div className="fields fields--three">
          <SelectField
            at="/subscription/plan"
            label={t('onboarding.plan')}
            options={offer.plans.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <SelectField
            at="/subscription/paymentType"
            label={t('onboarding.payment-type')}
            options={PAYMENT_TYPES.filter((type) => allowed.length === 0 || allowed.includes(type)).map((type) => ({
              value: type,
              label: t(`payment-type.${type}`),
            }))}
          />
          <SelectField
            at="/subscription/resource"
            label={t('onboarding.resource')}
            options={offer.resources
              .filter(({ kind }) => kind === 'monetary')
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
          {isPayNow ? null : (
            <>
              <SelectField
                at="/subscription/eventType"
                label={t('onboarding.interval')}
                options={offer.eventTypes.map(({ code, name }) => ({ value: code, label: name }))}
              />
              <TextField
                at="/subscription/billingDay"
                label={t('onboarding.billing-day')}
                hint={t('onboarding.billing-day.hint')}
                inputMode="numeric"
              />
            </>
          )}
          <DayField
            at="/subscription/startAt"
            label={t('onboarding.start')}
            hint={t('onboarding.start.hint')}
            optional
          />
          <TextField
            at="/subscription/identifier"
            label={t('onboarding.identifier')}
            hint={t('onboarding.identifier.hint')}
            optional
          />
          <PromotionCodes />
          {plan === undefined || others.length === 0 ? null : (
            <FormField label={t('onboarding.add-bundle')}>
              <Multiselect
                placeholder={t('onboarding.choose')}
                options={others}
                selectedOptions={others.filter(({ value }) => draft.bundles.includes(value))}
                onChange={({ detail }) => setBundles(detail.selectedOptions.map(({ value }) => value ?? ''))}
              />
            </FormField>
          )}
        </div>
      </Container>
      <AttributeFields entity="billing-profile" at="/subscription/attributes" />
      {plan === undefined ? null : <CommitmentFacts offer={offer} plan={plan} bundles={bundles} />}
      {bundles.map((bundle) => (
        <Fragment key={bundle.code}>
          {bundle.items.length === 0 ? null : (
            <BundleProducts
              bundle={bundle}
              products={offer.products}
              choices={choices.filter((choice) => choice.bundle === bundle.code)}
              indexOf={(choice) => choices.indexOf(choice)}
            />
          )}
          <BundleDiscounts
            bundle={bundle}
            offer={offer}
            choices={discounts.filter((choice) => choice.bundle === bundle.code)}
            indexOf={(choice) => discounts.indexOf(choice)}
          />
        </Fragment>
      ))}
      {plan === undefined ? null : (
        <ChargesPreview
          request={request}
          missing={missing}
          nameOf={(code) => offer.products.find((product) => product.code === code)?.name ?? code}
        />
      )}
    </div>
  );
}
