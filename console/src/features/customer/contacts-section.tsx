import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Pill } from '../../ui/pill.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { AddressLines } from './address-lines.tsx';
import { contactsQuery } from './queries.ts';

const route = getRouteApi('/customers/$customerId/contacts');

/** The contacts, a card for each tag. */
export function ContactsSection() {
  const { customerId } = route.useParams();
  const contacts = useQuery(contactsQuery(useApi(), customerId));
  if (contacts.isError) return <ProblemAlert error={contacts.error} retry={() => void contacts.refetch()} />;
  if (contacts.data === undefined) return <Skeleton block />;
  if (contacts.data.items.length === 0) {
    return (
      <Container>
        <Empty title={t('contacts.empty')} />
      </Container>
    );
  }
  return (
    <div className="cards">
      {contacts.data.items.map((contact) => (
        <Container
          key={contact.tag}
          header={
            <Header variant="h2" info={<Pill plain>{contact.tag}</Pill>}>
              {`${contact.firstName} ${contact.lastName}`}
            </Header>
          }
        >
          <Facts
            of={[
              { label: t('contacts.email'), value: contact.email },
              { label: t('contacts.phone'), value: contact.phone },
              ...(contact.organization === undefined
                ? []
                : [{ label: t('contacts.organization'), value: contact.organization }]),
              { label: t('contacts.address'), value: <AddressLines of={contact} /> },
              { label: t('contacts.created'), value: <Time at={contact.createdAt} as="day" /> },
            ]}
          />
        </Container>
      ))}
    </div>
  );
}
