import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { issuesIn } from '../../lib/field-issues.ts';
import { useFormats } from '../../lib/formats.ts';
import { useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { DateRange } from '../../ui/date-range.tsx';
import { focusFirstError } from '../../ui/focus-first-error.ts';
import { Forbidden } from '../../ui/forbidden.tsx';
import { OptionalLabel } from '../../ui/optional-label.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { CodeField } from './code-field.tsx';
import { CustomerField } from './customer-field.tsx';
import { plansQuery, type ReratingOrder, usageProductsQuery } from './queries.ts';
import { instantsOf } from './usage-days.ts';

const route = getRouteApi('/usage-events/re-ratings/new');

/** Chooses what to rate again. What is chosen stands in the address; the preview is a run of its own. */
export function NewReratingPage() {
  const mayStart = useMay('startRerating');
  return (
    <Page
      title={t('rerating.new.title')}
      crumbs={[
        <TextLink key="usage" to="/usage-events">
          {t('nav.usage')}
        </TextLink>,
        <TextLink key="list" to="/usage-events/re-ratings">
          {t('usage.re-ratings')}
        </TextLink>,
      ]}
    >
      {mayStart ? <OrderForm /> : <Forbidden operation="startRerating" />}
    </Page>
  );
}

function OrderForm() {
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const asked = route.useSearch();
  const navigate = useNavigate();
  const [scope, setScope] = useState(asked);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const products = useQuery(usageProductsQuery(api));
  const plans = useQuery(plansQuery(api));
  const { customer, group, product, plan } = scope;
  const period = instantsOf(scope, zone);
  const isNobody = [customer, group, product, plan].every((one) => one === undefined);
  const preview = useMutation({
    mutationFn: (order: ReratingOrder) => answerOf(api.POST('/v1/re-ratings', { body: order })),
    onSuccess: async ({ runId }) => {
      await queries.invalidateQueries({ queryKey: ['re-ratings', 'list'] });
      await navigate({ to: '/usage-events/re-ratings/$runId', params: { runId } });
    },
    onError: () => focusFirstError(() => form.current),
  });
  const change = (part: Partial<typeof scope>): void => {
    const next = { ...scope, ...part };
    setScope(next);
    preview.reset();
    void navigate({ to: '/usage-events/re-ratings/new', search: next, replace: true });
  };
  const refused = issuesIn(preview.error);
  const nobody = tried && isNobody ? t('rerating.scope.error') : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    focusFirstError(() => form.current);
    if (period === null || isNobody || preview.isPending) return;
    preview.mutate({
      ...period,
      reason: t('rerating.preview.reason'),
      dryRun: true,
      ...(customer === undefined ? {} : { customerId: customer }),
      ...(group === undefined ? {} : { balanceGroupId: group }),
      ...(product === undefined ? {} : { product }),
      ...(plan === undefined ? {} : { plan }),
    });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Container
        header={
          <Header variant="h2" description={t('rerating.form.words')}>
            {t('rerating.form')}
          </Header>
        }
      >
        <div className="stack">
          {preview.isError && refused.size === 0 ? <ProblemAlert error={preview.error} /> : null}
          <div className="fields">
            <CustomerField
              optional
              value={customer}
              error={nobody ?? refused.get('') ?? refused.get('/customerId')}
              onChange={(next) => change({ customer: next })}
            />
            <FormField
              label={<OptionalLabel label={t('rerating.group')} />}
              constraintText={t('rerating.group.hint')}
              errorText={refused.get('/balanceGroupId')}
            >
              <Input
                value={group ?? ''}
                inputMode="numeric"
                autoComplete={false}
                onChange={({ detail }) =>
                  change({ group: detail.value.trim() === '' ? undefined : detail.value.trim() })
                }
              />
            </FormField>
            <CodeField
              optional
              any={t('rerating.any')}
              label={t('rerating.product')}
              hint={t('rerating.product.hint')}
              value={product}
              options={products.data ?? []}
              loading={products.isPending}
              error={refused.get('/product')}
              onChange={(next) => change({ product: next })}
            />
            <CodeField
              optional
              any={t('rerating.any')}
              label={t('rerating.plan')}
              hint={t('rerating.plan.hint')}
              value={plan}
              options={plans.data?.items ?? []}
              loading={plans.isPending}
              error={refused.get('/plan')}
              onChange={(next) => change({ plan: next })}
            />
            <DateRange
              label={t('rerating.days')}
              hint={t('rerating.days.hint')}
              from={scope.from}
              to={scope.to}
              error={tried && period === null ? t('rerating.days.error') : (refused.get('/from') ?? refused.get('/to'))}
              onChange={change}
            />
          </div>
          <div>
            <Button variant="primary" formAction="submit" loading={preview.isPending}>
              {t('rerating.preview')}
            </Button>
          </div>
        </div>
      </Container>
    </form>
  );
}
