import Button from '@cloudscape-design/components/button';
import Wizard from '@cloudscape-design/components/wizard';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { issuesIn } from '../../lib/field-issues.ts';
import { endOfDay, startOfDay } from '../../lib/format-time.ts';
import { useFormats } from '../../lib/formats.ts';
import { asProblem } from '../../lib/problem.ts';
import { t } from '../../lib/translate.ts';
import { flash } from '../../ui/flashes.tsx';
import { focusFirstError } from '../../ui/focus-first-error.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { customAttributesQuery } from '../customers/queries.ts';
import { AccountStep } from './account-step.tsx';
import { type Draft, EMPTY_DRAFT, forgetDraft, keepDraft, missingIdentifiers, readDraft, requestOf } from './draft.ts';
import { DraftProvider } from './draft-context.ts';
import { firstWrongStep, issuesOf, issuesOfStep, STEPS } from './draft-issues.ts';
import { discountChoices, productChoices } from './offer.ts';
import { PaymentStep } from './payment-step.tsx';
import { offerQuery } from './queries.ts';
import { SharingStep } from './sharing-step.tsx';
import { SubscriptionStep } from './subscription-step.tsx';

const route = getRouteApi('/customers/new');
const LAST_STEP = 3;
const STEP_NUMBERS = ['1', '2', '3', '4'] as const;
const EMPTY_OFFER = { plans: [], bundles: [], products: [], resources: [], eventTypes: [], discounts: [], terms: [] };
const main = () => document.querySelector('.main');

/** Customer, payment and first subscription in one go; all of it or nothing is written. */
export function OnboardingPage() {
  const { step = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const offer = useQuery(offerQuery(api));
  const attributes = useQuery(customAttributesQuery(api));
  const [draft, setDraft] = useState(readDraft);
  const [tried, setTried] = useState<readonly number[]>([]);
  const [key, setKey] = useState(() => crypto.randomUUID());
  useEffect(() => keepDraft(draft), [draft]);

  const at = Math.min(LAST_STEP, Math.max(0, Number.parseInt(step, 10) - 1));
  const choices = productChoices(offer.data ?? EMPTY_OFFER, draft);
  const discounts = discountChoices(offer.data ?? EMPTY_OFFER, draft);
  const request = requestOf(draft, {
    choices,
    discounts,
    startOfDay: (day) => startOfDay(day, zone),
    endOfDay: (day) => endOfDay(day, zone),
  });
  const issues = issuesOf(request, attributes.data?.items);
  const missing = missingIdentifiers(choices, draft);
  const go = (to: number) => void navigate({ search: { step: STEP_NUMBERS[to] } });

  const submit = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/v1/onboarding', { params: { header: { 'idempotency-key': key } }, body: request })),
    onSuccess: async ({ customerId }) => {
      await queries.invalidateQueries({ queryKey: ['customers'] });
      forgetDraft();
      flash('success', t('onboarding.done', { id: customerId }));
      void navigate({ to: '/customers/$customerId/overview', params: { customerId } });
    },
    onError: (error) => {
      const wrong = firstWrongStep(issuesIn(error));
      if (wrong >= 0) go(wrong);
    },
  });
  const refused = issuesIn(submit.error);
  const change = (next: Draft): void => {
    setDraft(next);
    setKey(crypto.randomUUID());
    if (submit.isError) submit.reset();
  };
  /** Steps are left when nothing is wrong in them; back one may always go. */
  const leave = (to: number): void => {
    const steps = Array.from({ length: Math.max(0, to - at) }, (_, index) => at + index);
    const wrong = steps.find((left) => issuesOfStep(issues, left).length > 0);
    setTried([...tried, ...steps]);
    if (wrong === undefined) go(to);
    else focusFirstError(main);
  };
  const finish = (): void => {
    setTried(STEPS.map((_, index) => index));
    const wrong = firstWrongStep(issues);
    if (wrong >= 0) {
      go(wrong);
      focusFirstError(main);
    } else if (missing.length === 0 && !submit.isPending) submit.mutate();
  };
  const stepOf = (pointer: string): number => STEPS.findIndex((part) => pointer.startsWith(part));
  return (
    <Page
      title={t('onboarding.title')}
      crumbs={[
        <TextLink key="all" to="/customers">
          {t('nav.customers')}
        </TextLink>,
        <span key="new">{t('customers.create')}</span>,
      ]}
      actions={
        <Button
          onClick={() => {
            change(EMPTY_DRAFT);
            setTried([]);
            go(0);
          }}
        >
          {t('onboarding.start-over')}
        </Button>
      }
    >
      {submit.isError ? <ProblemAlert error={asProblem(submit.error)} /> : null}
      {offer.isError ? <ProblemAlert error={offer.error} retry={() => void offer.refetch()} /> : null}
      <DraftProvider
        value={{
          draft,
          setField: (pointer, value) => change({ ...draft, fields: { ...draft.fields, [pointer]: value } }),
          setProduct: (product, part) =>
            change({ ...draft, products: { ...draft.products, [product]: { ...draft.products[product], ...part } } }),
          setBundles: (bundles) => change({ ...draft, bundles }),
          setDiscounts: (keys) => change({ ...draft, discounts: keys }),
          setSharing: (sharing) => change({ ...draft, sharing }),
          errorOf: (pointer) =>
            refused.get(pointer) ?? (tried.includes(stepOf(pointer)) ? issues.get(pointer) : undefined),
        }}
      >
        <Wizard
          activeStepIndex={at}
          submitButtonText={t('onboarding.submit')}
          isLoadingNextStep={submit.isPending}
          i18nStrings={{
            stepNumberLabel: (number) => t('onboarding.step', { number }),
            collapsedStepsLabel: (number, count) => t('onboarding.step-of', { number, count }),
            navigationAriaLabel: t('onboarding.steps'),
            cancelButton: t('action.cancel'),
            previousButton: t('onboarding.previous'),
            nextButton: t('onboarding.next'),
            optional: t('form.optional'),
          }}
          onCancel={() => void navigate({ to: '/customers' })}
          onNavigate={({ detail }) => leave(detail.requestedStepIndex)}
          onSubmit={finish}
          steps={[
            { title: t('onboarding.account'), content: <AccountStep /> },
            { title: t('onboarding.payment'), content: <PaymentStep /> },
            { title: t('onboarding.sharing'), isOptional: true, content: <SharingStep /> },
            {
              title: t('onboarding.subscription'),
              content: (
                <SubscriptionStep
                  offer={offer.data ?? EMPTY_OFFER}
                  choices={choices}
                  discounts={discounts}
                  missing={missing.length}
                  request={issues.size === 0 && missing.length === 0 ? request : null}
                />
              ),
            },
          ]}
        />
      </DraftProvider>
    </Page>
  );
}
