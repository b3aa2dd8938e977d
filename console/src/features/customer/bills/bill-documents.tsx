import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { Bill } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { invoiceQuery } from '../queries.ts';
import { useOpenInvoice } from './use-open-invoice.ts';

const KINDS = ['pdf', 'html', 'json'] as const;

/** The invoice of a bill as PDF, HTML or JSON, or when there will be one. */
export function BillDocuments({ customerId, bill }: { customerId: string; bill: Bill }) {
  const invoiceId = bill.invoiceId ?? '';
  const invoice = useQuery({ ...invoiceQuery(useApi(), customerId, invoiceId), enabled: invoiceId !== '' }).data;
  const view = useOpenInvoice();
  if (bill.invoiceId === null) {
    return bill.finalisedAt === null ? null : <p className="muted">{t('bill.documents.none')}</p>;
  }
  const isReady = invoice?.status === 'invoice';
  return (
    <section className="stack">
      <h3 className="strong">
        {t('bill.documents')} <span className="mono muted">{invoice?.number}</span>
      </h3>
      {invoice !== undefined && !isReady ? (
        <p className="muted">{invoice.error ?? t('bill.documents.pending')}</p>
      ) : null}
      <SpaceBetween direction="horizontal" size="xs">
        {KINDS.map((as) => (
          <Button
            key={as}
            iconName="external"
            iconAlign="right"
            disabled={!isReady}
            loading={view.isPending && view.variables.as === as}
            onClick={() => view.mutate({ invoiceId, as })}
          >
            {t(`bill.documents.${as}`)}
          </Button>
        ))}
      </SpaceBetween>
    </section>
  );
}
