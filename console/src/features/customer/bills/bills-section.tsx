import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Operation } from '../../../../../functions/http/routes.ts';
import type { BillRow } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { rolesFor, useMay } from '../../../lib/session.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { billsQuery, overviewQuery } from '../queries.ts';
import { billActions } from './bill-actions.ts';
import { billColumns } from './bill-columns.tsx';
import { BillPanel } from './bill-panel.tsx';
import { PayModal } from './pay-modal.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RunBilling } from './run-billing.tsx';
import { useOpenInvoice } from './use-open-invoice.ts';

const route = getRouteApi('/customers/$customerId/bills');

type Open =
  | { readonly kind: 'charge' | 'refund'; readonly bill: BillRow }
  | { readonly kind: 'run'; readonly bill: BillRow };

/** The bills of the customer and everything that is done with them. */
export function BillsSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { lastDay } = useFormats();
  const now = useSiteNow();
  const bills = useQuery(billsQuery(api, customerId, search.cursor));
  const customer = useQuery(overviewQuery(api, customerId)).data?.customer;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<Open | null>(null);
  const view = useOpenInvoice();
  const rows = bills.data?.items;
  const selected = (rows ?? []).filter(({ billId }) => chosen.includes(billId));
  const one = selected.length === 1 ? selected[0] : undefined;
  const active =
    rows?.find(({ status, billingProfileId }) => status === 'active' && billingProfileId === one?.billingProfileId) ??
    rows?.find(({ status }) => status === 'active');
  const refusals = {
    pay: useRefusal('recordPayment'),
    preview: useRefusal('previewInvoice'),
    run: useRefusal('runBilling'),
  };
  const why = billActions({ selected, active, now, refusals, lastDay });
  const off = (reason: string | null) => (reason === null ? {} : { disabled: true, disabledReason: reason });
  const show = (part: { bill?: string; preview?: string }) =>
    void navigate({ search: (old) => ({ ...old, bill: undefined, preview: undefined, ...part }) });
  return (
    <>
      <DataTable
        title={t('bills.title')}
        {...(selected.length > 0 ? { counter: t('table.selected', { count: selected.length }) } : {})}
        actions={
          <>
            <ButtonDropdown
              items={[item('refund', t('action.refund'), why.refund), item('run', t('action.run-billing'), why.run)]}
              onItemClick={({ detail }) => {
                if (detail.id === 'refund' && one) setOpen({ kind: 'refund', bill: one });
                if (detail.id === 'run' && active) setOpen({ kind: 'run', bill: active });
              }}
            >
              {t('action.more')}
            </ButtonDropdown>
            <Button {...off(why.preview)} onClick={() => active && show({ preview: active.billingProfileId })}>
              {t('action.preview')}
            </Button>
            <Button
              {...off(why.view)}
              loading={view.isPending}
              onClick={() => one?.invoiceId && view.mutate({ invoiceId: one.invoiceId, as: 'pdf' })}
            >
              {t('action.view-invoice')}
            </Button>
            <Button variant="primary" {...off(why.pay)} onClick={() => one && setOpen({ kind: 'charge', bill: one })}>
              {t('action.pay')}
            </Button>
          </>
        }
        columns={billColumns({ now, place: { cursor: search.cursor, page: search.page } })}
        rows={rows}
        rowId={({ billId }) => billId}
        selection={{
          selected,
          onChange: (next) => setChosen(next.map(({ billId }) => billId)),
          rowLabel: ({ billId }) => t('bills.select', { id: billId }),
        }}
        error={bills.error}
        retry={() => void bills.refetch()}
        pager={
          <Pager
            list={`bills ${customerId}`}
            place={search}
            nextCursor={bills.data?.nextCursor}
            busy={bills.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('bills.empty')}>{t('bills.empty.words')}</Empty>}
      />
      {search.bill === undefined ? null : (
        <BillPanel key={search.bill} customerId={customerId} billId={search.bill} onClose={() => show({})} />
      )}
      {search.preview === undefined ? null : (
        <PreviewPanel customerId={customerId} billingProfileId={search.preview} onClose={() => show({})} />
      )}
      {open?.kind === 'charge' || open?.kind === 'refund' ? (
        <PayModal
          bill={open.bill}
          direction={open.kind}
          customerName={customer?.name ?? customerId}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === 'run' ? <RunBilling bill={open.bill} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

const item = (id: string, text: string, reason: string | null) =>
  reason === null ? { id, text } : { id, text, disabled: true, disabledReason: reason };

function useRefusal(operation: Operation): string | null {
  return useMay(operation) ? null : t('role.needed', { roles: rolesFor(operation).join(', ') });
}
