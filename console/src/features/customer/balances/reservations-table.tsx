import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GroupBalances, OpenReservation } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { type PagePlace, Pager } from '../../../ui/pager.tsx';
import { Time } from '../../../ui/time.tsx';
import { useAmount } from '../../catalog/use-amount.ts';
import { customerKey, reservationsQuery } from '../queries.ts';

/** What open sessions have set aside, and until when. Nothing is shown where there is none. */
export function ReservationsTable({ group: { customerId, balanceGroupId } }: { group: GroupBalances }) {
  const { quantity } = useFormats();
  const amountOf = useAmount();
  const refusal = useRoleRefusal('releaseReservation');
  const [place, setPlace] = useState<PagePlace>({});
  const [chosen, setChosen] = useState<OpenReservation | null>(null);
  const open = useQuery(reservationsQuery(useApi(), customerId, { balanceGroupId, cursor: place.cursor }));
  if (!open.isError && (open.data === undefined || (open.data.items.length === 0 && place.cursor === undefined))) {
    return null;
  }
  return (
    <>
      <DataTable<OpenReservation>
        sticky={false}
        title={t('reservations.title')}
        description={t('reservations.words')}
        columns={[
          {
            id: 'session',
            header: t('reservations.session'),
            rowHeader: true,
            cell: (row) => (
              <span className="two-lines">
                <span className="mono">{row.id}</span>
                <span className="muted small">{whoseWords(row, customerId)}</span>
              </span>
            ),
          },
          { id: 'since', header: t('reservations.since'), cell: ({ at }) => <Time at={at} /> },
          { id: 'until', header: t('reservations.until'), cell: ({ expiresAt }) => <Time at={expiresAt} /> },
          {
            id: 'quantity',
            header: t('reservations.quantity'),
            numeric: true,
            cell: (row) => `${quantity(row.quantity)} ${row.unit ?? ''}`.trim(),
          },
          {
            id: 'amounts',
            header: t('reservations.amounts'),
            numeric: true,
            cell: ({ amounts }) => (
              <span className="two-lines">
                {amounts.length === 0 ? '–' : null}
                {amounts.map(({ resource, amount }) => (
                  <span key={resource}>{amountOf(resource)(amount)}</span>
                ))}
              </span>
            ),
          },
          {
            id: 'action',
            header: t('reservations.action'),
            minWidth: 120,
            cell: (row) => (
              <ActionButton
                label={t('reservations.release.of', { session: row.id })}
                reason={refusal ?? (row.identifier === null ? t('reservations.release.gone') : null)}
                onClick={() => setChosen(row)}
              >
                {t('reservations.release')}
              </ActionButton>
            ),
          },
        ]}
        rows={open.data?.items}
        rowId={({ serviceId, id }) => `${serviceId} ${id}`}
        error={open.error}
        retry={() => void open.refetch()}
        pager={
          <Pager
            list={`reservations ${balanceGroupId}`}
            place={place}
            nextCursor={open.data?.nextCursor}
            busy={open.isPlaceholderData}
            onGo={setPlace}
          />
        }
        empty={null}
      />
      {chosen === null ? null : (
        <ReleaseDialog reservation={chosen} customerId={customerId} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

/** The service; of a member's session, whose it is. */
const whoseWords = ({ identifier, serviceType, customerId: whose }: OpenReservation, customerId: string): string =>
  [
    identifier,
    serviceType,
    whose !== null && whose !== customerId ? t('reservations.member', { customer: whose }) : null,
  ]
    .filter((word) => word !== null)
    .join(' · ');

type ReleaseDialogProps = {
  readonly reservation: OpenReservation;
  readonly customerId: string;
  readonly onClose: () => void;
};

function ReleaseDialog({ reservation, customerId, onClose }: ReleaseDialogProps) {
  const api = useApi();
  const queries = useQueryClient();
  const amountOf = useAmount();
  const { id, at, serviceType, identifier, amounts } = reservation;
  const release = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/charging/reservations/{reservationId}/release', {
          params: { path: { reservationId: id } },
          body: { serviceType: serviceType ?? '', identifier: identifier ?? '', at },
        }),
      ),
    onSuccess: async ({ outcome }) => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      if (outcome === 'released') flash('success', t('reservations.released'));
      else flash('info', t('reservations.nothing-held'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('reservations.release.title')}
      verb={t('reservations.release')}
      busy={release.isPending}
      error={release.error}
      onConfirm={() => release.mutate()}
      onClose={onClose}
    >
      <p>{t('reservations.release.words')}</p>
      <Facts
        of={[
          { label: t('reservations.session'), value: <span className="mono">{id}</span> },
          { label: t('service.identifier'), value: identifier },
          {
            label: t('reservations.amounts'),
            value: amounts.map(({ resource, amount }) => amountOf(resource)(amount)).join(', '),
          },
        ]}
      />
    </Confirm>
  );
}
