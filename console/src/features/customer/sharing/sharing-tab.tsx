import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Subscription } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { isRunning } from '../subscriptions/is-running.ts';
import { GroupPanel } from './group-panel.tsx';
import { type Membership, type OwnedGroup, sharingQuery } from './queries.ts';

const CreateGroup = lazy(() => import('./create-group.tsx').then((module) => ({ default: module.CreateGroup })));
const JoinGroup = lazy(() => import('./join-group.tsx').then((module) => ({ default: module.JoinGroup })));
const EditSharing = lazy(() => import('./edit-sharing.tsx').then((module) => ({ default: module.EditSharing })));
const RemoveMember = lazy(() => import('./remove-member.tsx').then((module) => ({ default: module.RemoveMember })));

type SharingTabProps = {
  readonly customerId: string;
  readonly subscription: Subscription;
  /** The group whose panel is open. */
  readonly group: string | undefined;
  readonly onOpen: (groupId: string | undefined) => void;
};

type Open = { readonly kind: 'create' | 'join' } | { readonly kind: 'edit' | 'leave'; readonly membership: Membership };

/** What this subscription shares with other customers, and what others share with this one. */
export function SharingTab({ customerId, subscription, group, onOpen }: SharingTabProps) {
  const { subscriptionId, balanceGroupId, status } = subscription;
  const [open, setOpen] = useState<Open | null>(null);
  const sharing = useQuery(sharingQuery(useApi(), customerId));
  const mayCreate = useRoleRefusal('createSharingGroup');
  const mayJoin = useRoleRefusal('addSharingMember');
  const mayEdit = useRoleRefusal('updateSharingMember');
  const mayLeave = useRoleRefusal('removeSharingMember');
  const owned = sharing.data?.owned.filter((one) => one.subscriptionId === subscriptionId);
  const memberships = sharing.data?.memberships.filter((one) => one.balanceGroupId === balanceGroupId);
  const isOff = isRunning({ status }) ? null : t('sharing.off');
  const retry = () => void sharing.refetch();
  const close = () => setOpen(null);
  return (
    <div className="page">
      <DataTable<OwnedGroup>
        embedded
        title={t('sharing.owned')}
        description={t('sharing.owned.words')}
        actions={
          <ActionButton reason={mayCreate ?? isOff} onClick={() => setOpen({ kind: 'create' })}>
            {t('sharing.create')}
          </ActionButton>
        }
        columns={[
          {
            id: 'name',
            header: t('sharing.name'),
            rowHeader: true,
            cell: ({ groupId, name }) => (
              <TextLink
                to="/customers/$customerId/subscriptions"
                params={{ customerId }}
                search={{ subscription: subscriptionId, tab: 'sharing', group: groupId }}
              >
                {name}
              </TextLink>
            ),
          },
          {
            id: 'policy',
            header: t('sharing.policy'),
            cell: ({ policy }) => (
              <span className="two-lines">
                <span>{policy.name}</span>
                <span className="muted small">{policy.discounts.join(', ')}</span>
              </span>
            ),
          },
          { id: 'status', header: t('product.status'), cell: (one) => <StatusPill status={one.status} /> },
          {
            id: 'members',
            header: t('sharing.members'),
            numeric: true,
            cell: ({ members }) => members.filter((member) => member.status !== 'removed').length,
          },
          {
            id: 'validity',
            header: t('product.validity'),
            cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
          },
        ]}
        rows={owned}
        rowId={({ groupId }) => groupId}
        error={sharing.error}
        retry={retry}
        empty={<Empty title={t('sharing.owned.empty')}>{t('sharing.owned.empty.words')}</Empty>}
      />
      <DataTable<Membership>
        embedded
        title={t('sharing.memberships')}
        description={t('sharing.memberships.words')}
        actions={
          <ActionButton reason={mayJoin ?? isOff} onClick={() => setOpen({ kind: 'join' })}>
            {t('sharing.join')}
          </ActionButton>
        }
        columns={[
          { id: 'name', header: t('sharing.name'), rowHeader: true, cell: ({ name }) => name },
          {
            id: 'owner',
            header: t('sharing.owner'),
            cell: ({ owner }) => (
              <TextLink
                to="/customers/$customerId/subscriptions"
                params={{ customerId: owner.customerId }}
                search={{ tab: 'sharing' }}
              >
                {owner.name}
              </TextLink>
            ),
          },
          {
            id: 'status',
            header: t('product.status'),
            // A membership of a group that is not active brings nothing, whatever it says itself.
            cell: (one) => <StatusPill status={one.groupStatus === 'active' ? one.status : one.groupStatus} />,
          },
          {
            id: 'validity',
            header: t('product.validity'),
            cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
          },
          {
            id: 'actions',
            header: t('sharing.actions'),
            cell: (membership) =>
              membership.status === 'removed' || membership.groupStatus === 'cancelled' ? null : (
                <SpaceBetween direction="horizontal" size="s">
                  <ActionButton
                    inline
                    label={t('sharing.edit.of', { name: membership.name })}
                    reason={mayEdit}
                    onClick={() => setOpen({ kind: 'edit', membership })}
                  >
                    {t('sharing.edit')}
                  </ActionButton>
                  <ActionButton
                    inline
                    label={t('sharing.leave.of', { name: membership.name })}
                    reason={mayLeave}
                    onClick={() => setOpen({ kind: 'leave', membership })}
                  >
                    {t('sharing.leave')}
                  </ActionButton>
                </SpaceBetween>
              ),
          },
        ]}
        rows={memberships}
        rowId={({ groupId }) => groupId}
        error={sharing.error}
        retry={retry}
        empty={<Empty title={t('sharing.memberships.empty')}>{t('sharing.memberships.empty.words')}</Empty>}
      />
      {group === undefined ? null : (
        <GroupPanel key={group} customerId={customerId} groupId={group} onClose={() => onOpen(undefined)} />
      )}
      <Suspense fallback={null}>
        {open?.kind === 'create' ? (
          <CreateGroup customerId={customerId} subscription={subscription} onDone={onOpen} onClose={close} />
        ) : null}
        {open?.kind === 'join' ? (
          <JoinGroup customerId={customerId} balanceGroupId={balanceGroupId} onClose={close} />
        ) : null}
        {open?.kind === 'edit' ? (
          <EditSharing
            customerId={customerId}
            groupId={open.membership.groupId}
            memberId={customerId}
            name={open.membership.name}
            onClose={close}
          />
        ) : null}
        {open?.kind === 'leave' ? (
          <RemoveMember
            customerId={customerId}
            groupId={open.membership.groupId}
            groupName={open.membership.name}
            memberId={customerId}
            memberName={null}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
