import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { issuesIn } from '../../lib/field-issues.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DateRange } from '../../ui/date-range.tsx';
import { focusFirstError } from '../../ui/focus-first-error.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { CodeField } from './code-field.tsx';
import { CustomerField } from './customer-field.tsx';
import { plansQuery, type WhatIfQuestion } from './queries.ts';
import { instantsOf } from './usage-days.ts';

export type WhatIfSearch = {
  readonly customer?: string | undefined;
  readonly plan?: string | undefined;
  readonly newPlan?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly by?: 'service' | 'month' | undefined;
};

type WhatIfFormProps = {
  readonly asked: WhatIfSearch;
  /** What the API refused of the question that was asked. */
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onAsk: (question: WhatIfSearch) => void;
};

/** Whose usage, which other plan, which days. One customer is answered at once, everybody who has a plan by a run. */
export function WhatIfForm({ asked, error, busy, onAsk }: WhatIfFormProps) {
  const api = useApi();
  const { zone } = useFormats();
  const navigate = useNavigate();
  const plans = useQuery(plansQuery(api));
  const [of, setOf] = useState<'customer' | 'plan'>(
    asked.customer === undefined && asked.plan !== undefined ? 'plan' : 'customer',
  );
  const [question, setQuestion] = useState(asked);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const order = useMutation({
    mutationFn: (body: WhatIfQuestion) => answerOf(api.POST('/v1/what-if', { body })),
    onSuccess: async (answer) => {
      if (!('runId' in answer)) return;
      await navigate({ to: '/usage-events/what-if/$runId', params: { runId: answer.runId } });
    },
    onError: () => focusFirstError(() => form.current),
  });
  const change = (part: WhatIfSearch): void => {
    setQuestion({ ...question, ...part });
    order.reset();
  };
  const { customer, plan, newPlan } = question;
  const period = instantsOf(question, zone);
  const isWhole = period !== null && newPlan !== undefined && (of === 'customer' ? customer : plan) !== undefined;
  const refused = issuesIn(order.error ?? error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    focusFirstError(() => form.current);
    if (!isWhole || order.isPending) return;
    if (of === 'customer') onAsk(question);
    else if (plan !== undefined) order.mutate({ plan, newPlan, ...period });
  };
  const missing = (value: string | undefined, words: string) => (tried && value === undefined ? words : undefined);
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Container
        header={
          <Header variant="h2" description={t('what-if.form.words')}>
            {t('what-if.form')}
          </Header>
        }
      >
        <div className="stack">
          {order.isError && refused.size === 0 ? <ProblemAlert error={order.error} /> : null}
          <FormField label={t('what-if.whose')}>
            <RadioGroup
              ariaLabel={t('what-if.whose')}
              direction="horizontal"
              value={of}
              items={(['customer', 'plan'] as const).map((value) => ({ value, label: t(`what-if.whose.${value}`) }))}
              onChange={({ detail }) => setOf(detail.value === 'plan' ? 'plan' : 'customer')}
            />
          </FormField>
          <div className="fields">
            {of === 'customer' ? (
              <CustomerField
                value={customer}
                error={missing(customer, t('what-if.customer.error')) ?? refused.get('/customerId')}
                onChange={(next) => change({ customer: next })}
              />
            ) : null}
            <CodeField
              label={of === 'customer' ? t('what-if.plan.only') : t('what-if.plan')}
              {...(of === 'customer' ? { optional: true, any: t('what-if.plan.all') } : {})}
              value={plan}
              options={plans.data?.items ?? []}
              loading={plans.isPending}
              error={(of === 'plan' ? missing(plan, t('what-if.plan.error')) : undefined) ?? refused.get('/plan')}
              onChange={(next) => change({ plan: next })}
            />
            <CodeField
              label={t('what-if.new-plan')}
              value={newPlan}
              options={plans.data?.items ?? []}
              loading={plans.isPending}
              error={missing(newPlan, t('what-if.new-plan.error')) ?? refused.get('/newPlan')}
              onChange={(next) => change({ newPlan: next })}
            />
            <DateRange
              label={t('rerating.days')}
              hint={t('rerating.days.hint')}
              from={question.from}
              to={question.to}
              error={tried && period === null ? t('rerating.days.error') : (refused.get('/from') ?? refused.get('/to'))}
              onChange={change}
            />
          </div>
          <div>
            <Button variant="primary" formAction="submit" loading={order.isPending || busy}>
              {t('what-if.compare')}
            </Button>
          </div>
        </div>
      </Container>
    </form>
  );
}
