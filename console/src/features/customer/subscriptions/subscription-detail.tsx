import Alert from '@cloudscape-design/components/alert';
import type { Service, Subscription } from '../../../lib/answers.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { CopyId } from '../../../ui/copy-id.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Time } from '../../../ui/time.tsx';

type SubscriptionDetailProps = {
  readonly subscription: Subscription;
  readonly tab: 'overview' | 'products' | 'services';
};

/** One subscription: its facts, what was bought, the services it brings. */
export function SubscriptionDetail({ subscription, tab }: SubscriptionDetailProps) {
  if (tab === 'products') {
    return (
      <div className="page">
        <Products subscription={subscription} />
        {subscription.discounts.length === 0 ? null : <Discounts subscription={subscription} />}
      </div>
    );
  }
  if (tab === 'services') return <Services services={subscription.services} />;
  const {
    subscriptionId,
    status,
    plan,
    planName,
    validFrom,
    validTo,
    billingProfileId,
    balanceGroupId,
    cancelledAt,
    term,
  } = subscription;
  const { suspendedAt } = subscription;
  return (
    <div className="stack">
      <Transition subscription={subscription} />
      <Facts
        of={[
          {
            label: t('subscriptions.id'),
            value: <CopyId id={subscriptionId} label={t('subscriptions.id')} />,
          },
          { label: t('product.status'), value: <StatusPill status={status} /> },
          {
            label: t('subscriptions.plan'),
            value: (
              <TextLink to="/catalog/$kind/$code" params={{ kind: 'plans', code: plan }}>
                {planName}
              </TextLink>
            ),
          },
          { label: t('subscriptions.from'), value: <Time at={validFrom} as="day" /> },
          { label: t('subscriptions.to'), value: <Time at={validTo} as="last-day" /> },
          ...(suspendedAt === undefined ? [] : suspensionFacts(suspendedAt)),
          ...(cancelledAt === null ? [] : [{ label: t('subscriptions.cancelled'), value: <Time at={cancelledAt} /> }]),
          ...(term === undefined ? [] : termFacts(term)),
          { label: t('subscriptions.profile'), value: <span className="mono">{billingProfileId}</span> },
          { label: t('subscriptions.group'), value: <span className="mono">{balanceGroupId}</span> },
        ]}
      />
    </div>
  );
}

type Term = NonNullable<Subscription['term']>;

/** Since when a prepaid subscription waits for money, and what helps. */
const suspensionFacts = (at: string): readonly Fact[] => [
  {
    label: t('subscriptions.suspended'),
    value: (
      <>
        <Time at={at} /> <span className="muted small">{t('subscriptions.suspended.why')}</span>
      </>
    ),
  },
];

/** What the customer has committed to. */
const termFacts = ({ code, commitmentEnd, graceEnd, renewal }: Term): readonly Fact[] => [
  { label: t('subscriptions.term'), value: <span className="mono">{code}</span> },
  { label: t('subscriptions.term.end'), value: <Time at={commitmentEnd} as="last-day" /> },
  ...(graceEnd === null ? [] : [{ label: t('subscriptions.term.grace'), value: <Time at={graceEnd} as="last-day" /> }]),
  { label: t('subscriptions.term.renewal'), value: t(`term.renewal.${renewal}`) },
];

function Transition({ subscription: { transition } }: { subscription: Subscription }) {
  const { minute } = useFormats();
  if (transition === null) return null;
  return (
    <Alert
      type={transition.error === undefined ? 'info' : 'error'}
      header={t('subscriptions.transition', { plan: transition.plan })}
    >
      {transition.error ?? t('subscriptions.transition.words', { when: minute(transition.effectiveAt) })}
    </Alert>
  );
}

const Validity = ({ from, to }: { from: string; to: string }) => (
  <span className="two-lines">
    <Time at={from} as="day" />
    <Time at={to} as="last-day" />
  </span>
);

function Products({ subscription }: { subscription: Subscription }) {
  const { quantity } = useFormats();
  return (
    <DataTable<Subscription['products'][number]>
      embedded
      title={t('subscriptions.products')}
      counter={`(${subscription.products.length})`}
      columns={[
        {
          id: 'name',
          header: t('product.name'),
          rowHeader: true,
          cell: ({ productName, bundle }) => (
            <span className="two-lines">
              <span>{productName}</span>
              <span className="muted small">{bundle}</span>
            </span>
          ),
        },
        { id: 'type', header: t('product.type'), cell: ({ type }) => t(`product.type.${type}`) },
        { id: 'quantity', header: t('product.quantity'), numeric: true, cell: (row) => quantity(row.quantity) },
        {
          id: 'value',
          header: t('product.value'),
          numeric: true,
          cell: ({ value }) => (value === undefined ? '–' : quantity(value)),
        },
        { id: 'identifier', header: t('product.identifier'), cell: ({ identifier }) => identifier ?? '–' },
        { id: 'status', header: t('product.status'), cell: ({ status }) => <StatusPill status={status} /> },
        {
          id: 'validity',
          header: t('product.validity'),
          cell: ({ validFrom, validTo }) => <Validity from={validFrom} to={validTo} />,
        },
      ]}
      rows={subscription.products}
      rowId={({ purchaseId }) => purchaseId}
      empty={<Empty title={t('subscriptions.empty')} />}
    />
  );
}

const Discounts = ({ subscription: { discounts } }: { subscription: Subscription }) => (
  <DataTable<Subscription['discounts'][number]>
    embedded
    title={t('subscriptions.discounts')}
    counter={`(${discounts.length})`}
    columns={[
      {
        id: 'name',
        header: t('product.discount'),
        rowHeader: true,
        cell: ({ discountName, bundle }) => (
          <span className="two-lines">
            <span>{discountName}</span>
            <span className="muted small">{bundle}</span>
          </span>
        ),
      },
      { id: 'status', header: t('product.status'), cell: ({ status }) => <StatusPill status={status} /> },
      {
        id: 'validity',
        header: t('product.validity'),
        cell: ({ validFrom, validTo }) => <Validity from={validFrom} to={validTo} />,
      },
    ]}
    rows={discounts}
    rowId={({ purchaseId }) => purchaseId}
    empty={null}
  />
);

const Services = ({ services }: { services: readonly Service[] }) => (
  <DataTable<Service>
    embedded
    title={t('subscriptions.services')}
    counter={`(${services.length})`}
    columns={[
      {
        id: 'identifier',
        header: t('service.identifier'),
        rowHeader: true,
        cell: ({ identifier }) => <CopyId id={identifier} label={t('service.identifier')} />,
      },
      { id: 'status', header: t('service.status'), cell: ({ status }) => <StatusPill status={status} /> },
      { id: 'name', header: t('service.name'), cell: ({ serviceTypeName }) => serviceTypeName },
      {
        id: 'validity',
        header: t('service.validity'),
        cell: ({ validFrom, validTo }) => <Validity from={validFrom} to={validTo} />,
      },
      { id: 'id', header: t('service.id'), cell: ({ serviceId }) => <span className="mono">{serviceId}</span> },
    ]}
    rows={services}
    rowId={({ serviceId }) => serviceId}
    empty={<Empty title={t('service.empty')}>{t('service.empty.words')}</Empty>}
  />
);
