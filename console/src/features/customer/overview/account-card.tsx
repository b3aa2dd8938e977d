import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import type { Customer } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { t, translated } from '../../../lib/translate.ts';
import { CopyId } from '../../../ui/copy-id.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Time } from '../../../ui/time.tsx';
import { customerTypesQuery } from '../../customers/queries.ts';

/** Facts of the account, its custom attributes among them. */
export function AccountCard({ customer }: { customer: Customer | undefined }) {
  const types = useQuery(customerTypesQuery(useApi())).data?.items ?? [];
  return (
    <Container header={<Header variant="h2">{t('overview.account')}</Header>}>
      {customer === undefined ? (
        <Skeleton block />
      ) : (
        <Facts
          of={[
            { label: t('customers.id'), value: <CopyId id={customer.customerId} label={t('customers.id')} /> },
            {
              label: t('customers.type'),
              value: types.find(({ code }) => code === customer.type)?.name ?? customer.type,
            },
            { label: t('customers.method'), value: translated('method', customer.paymentMethod) },
            { label: t('overview.created'), value: <Time at={customer.createdAt} as="day" /> },
            ...Object.entries(customer.attributes).map(([label, value]) => ({ label, value })),
            ...(customer.inactiveSince === null
              ? []
              : [{ label: t('overview.inactive-since'), value: <Time at={customer.inactiveSince} as="day" /> }]),
            ...(customer.closureDueAt === null
              ? []
              : [{ label: t('overview.closure'), value: <Time at={customer.closureDueAt} as="day" /> }]),
            ...(customer.closedAt === null
              ? []
              : [{ label: t('overview.closed'), value: <Time at={customer.closedAt} as="day" /> }]),
          ]}
        />
      )}
    </Container>
  );
}
