import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { AddressLines } from '../address-lines.tsx';
import { paymentInfoQuery } from '../queries.ts';

/** How the customer pays, masked as the API gives it. */
export function BillingDetails({ customerId }: { customerId: string }) {
  const info = useQuery(paymentInfoQuery(useApi(), customerId));
  if (info.isError) return <ProblemAlert error={info.error} retry={() => void info.refetch()} />;
  const { data } = info;
  return (
    <Container header={<Header variant="h2">{t('payments.details')}</Header>}>
      {data === undefined ? (
        <Skeleton block />
      ) : (
        <Facts
          of={[
            { label: t('details.method'), value: t(`method.${data.method}`) },
            ...(data.card === undefined
              ? []
              : [
                  { label: t('details.card'), value: t('details.card.ending', data.card) },
                  { label: t('details.expiry'), value: data.card.expiry },
                ]),
            ...(data.mandate === undefined
              ? []
              : [
                  { label: t('details.mandate'), value: <span className="mono">{data.mandate.id}</span> },
                  { label: t('details.signed'), value: data.mandate.signedOn },
                  { label: t('details.iban'), value: t('details.iban.ending', { last4: data.mandate.ibanLast4 }) },
                  { label: t('details.bic'), value: <span className="mono">{data.mandate.bic}</span> },
                ]),
            { label: t('details.tax-id'), value: data.taxId ?? '–' },
            { label: t('details.address'), value: <AddressLines of={data.billingAddress} /> },
          ]}
        />
      )}
    </Container>
  );
}
