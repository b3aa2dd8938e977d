import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { ComparePlans } from '../events/usage-links.tsx';
import { subscriptionsQuery } from '../queries.ts';
import { SharingTab } from '../sharing/sharing-tab.tsx';
import { AddBundle } from './add-bundle.tsx';
import { ApplyVouchers } from './apply-vouchers.tsx';
import { CancelSubscription } from './cancel-subscription.tsx';
import { ChangePlan } from './change-plan.tsx';
import { SubscriptionDetail } from './subscription-detail.tsx';

const route = getRouteApi('/customers/$customerId/subscriptions');
const TABS = ['overview', 'products', 'services', 'sharing'] as const;

/** Subscriptions at the left, the chosen one at the right. */
export function SubscriptionsSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const subscriptions = useQuery(subscriptionsQuery(useApi(), customerId));
  if (subscriptions.isError) {
    return <ProblemAlert error={subscriptions.error} retry={() => void subscriptions.refetch()} />;
  }
  const all = subscriptions.data?.items;
  if (all === undefined) return <Skeleton block />;
  const chosen = all.find(({ subscriptionId }) => subscriptionId === search.subscription) ?? all[0];
  if (chosen === undefined) {
    return (
      <Container>
        <Empty title={t('subscriptions.empty')}>{t('subscriptions.empty.words')}</Empty>
      </Container>
    );
  }
  const tab = search.tab ?? 'overview';
  return (
    <div className="master">
      <Container header={<Header variant="h2">{t('subscriptions.list')}</Header>}>
        <ul className="hits">
          {all.map(({ subscriptionId, planName, status, name }) => (
            <li key={subscriptionId}>
              <TextLink
                to="/customers/$customerId/subscriptions"
                params={{ customerId }}
                search={{ subscription: subscriptionId, tab: search.tab }}
                className="hit hit--link"
                aria-current={subscriptionId === chosen.subscriptionId ? 'true' : undefined}
              >
                <span className="two-lines">
                  <span className="strong">{planName}</span>
                  <span className="muted small">{name === planName ? subscriptionId : name}</span>
                </span>
                <StatusPill status={status} />
              </TextLink>
            </li>
          ))}
        </ul>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <AddBundle subscription={chosen} customerId={customerId} />
                <ApplyVouchers subscription={chosen} customerId={customerId} />
                <ComparePlans subscription={chosen} customerId={customerId} />
                <ChangePlan subscription={chosen} customerId={customerId} />
                <CancelSubscription subscription={chosen} customerId={customerId} />
              </SpaceBetween>
            }
          >
            {chosen.planName}
          </Header>
        }
      >
        <div className="stack">
          <SegmentedControl
            label={t('subscriptions.tabs')}
            selectedId={tab}
            options={TABS.map((id) => ({ id, text: t(`subscriptions.${id}`) }))}
            onChange={({ detail }) =>
              void navigate({
                search: (old) => ({ ...old, tab: TABS.find((id) => id === detail.selectedId), group: undefined }),
              })
            }
          />
          {tab === 'sharing' ? (
            <SharingTab
              key={chosen.subscriptionId}
              customerId={customerId}
              subscription={chosen}
              group={search.group}
              onOpen={(group) => void navigate({ search: (old) => ({ ...old, group }) })}
            />
          ) : (
            <SubscriptionDetail subscription={chosen} tab={tab} />
          )}
        </div>
      </Container>
    </div>
  );
}
