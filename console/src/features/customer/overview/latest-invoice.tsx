import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Overview } from '../../../lib/answers.ts';
import { t } from '../../../lib/translate.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Money } from '../../../ui/money.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Time } from '../../../ui/time.tsx';
import { useOpenInvoice } from '../bills/use-open-invoice.ts';

type LatestInvoiceProps = { readonly customerId: string; readonly overview: Overview | undefined };

/** The newest invoice, one click from its PDF. */
export function LatestInvoice({ customerId, overview }: LatestInvoiceProps) {
  const view = useOpenInvoice();
  const invoice = overview?.latestInvoice;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            invoice?.status === 'invoice' ? (
              <Button loading={view.isPending} onClick={() => view.mutate({ invoiceId: invoice.invoiceId, as: 'pdf' })}>
                {t('overview.invoice.view')}
              </Button>
            ) : undefined
          }
        >
          {t('overview.invoice')}
        </Header>
      }
    >
      {invoice === undefined ? (
        <Skeleton block />
      ) : invoice === null ? (
        <Empty title={t('overview.invoice.none')}>{t('overview.invoice.none.words')}</Empty>
      ) : (
        <Facts
          of={[
            { label: t('overview.invoice.number'), value: <span className="mono">{invoice.number}</span> },
            { label: t('bills.status'), value: <StatusPill status={invoice.status} /> },
            {
              label: t('overview.invoice.total'),
              value: <Money amount={invoice.total} currency={invoice.currency} />,
            },
            { label: t('overview.invoice.due'), value: <Time at={invoice.dueAt} as="day" /> },
            { label: t('overview.invoice.issued'), value: <Time at={invoice.issuedAt} as="day" /> },
            {
              label: t('overview.invoice.bill'),
              value: (
                <TextLink to="/customers/$customerId/bills" params={{ customerId }} search={{ bill: invoice.billId }}>
                  {invoice.billId}
                </TextLink>
              ),
            },
          ]}
        />
      )}
    </Container>
  );
}
