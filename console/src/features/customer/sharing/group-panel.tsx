import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { MembersTable } from './members-table.tsx';
import { type Member, type SharingGroup, sharingGroupQuery, sharingUsageQuery } from './queries.ts';

const AddMember = lazy(() => import('./add-member.tsx').then((module) => ({ default: module.AddMember })));
const CancelGroup = lazy(() => import('./cancel-group.tsx').then((module) => ({ default: module.CancelGroup })));
const EditSharing = lazy(() => import('./edit-sharing.tsx').then((module) => ({ default: module.EditSharing })));
const RemoveMember = lazy(() => import('./remove-member.tsx').then((module) => ({ default: module.RemoveMember })));

type GroupPanelProps = { readonly customerId: string; readonly groupId: string; readonly onClose: () => void };

type Open =
  | { readonly kind: 'add' | 'edit' | 'cancel' }
  | { readonly kind: 'change' | 'remove'; readonly member: Member };

/** A group of this customer: what it shares by which policy, who is in it, and what each of them used. */
export function GroupPanel({ customerId, groupId, onClose }: GroupPanelProps) {
  const api = useApi();
  const group = useQuery(sharingGroupQuery(api, customerId, groupId));
  const usage = useQuery(sharingUsageQuery(api, customerId, groupId));
  const { day, lastDay } = useFormats();
  const [open, setOpen] = useState<Open | null>(null);
  const shown = group.data?.answer;
  const period = usage.data;
  return (
    <Panel title={shown?.name ?? t('sharing.group')} onClose={onClose}>
      {group.isError ? <ProblemAlert error={group.error} retry={() => void group.refetch()} /> : null}
      {shown === undefined ? (
        group.isError ? null : (
          <Skeleton block />
        )
      ) : (
        <div className="page">
          <GroupFacts group={shown} />
          <GroupActions group={shown} onOpen={(kind) => setOpen({ kind })} />
          <MembersTable
            members={shown.members}
            usage={usage.data}
            {...(period === undefined
              ? {}
              : { words: t('sharing.usage.period', { from: day(period.from), to: lastDay(period.to) }) })}
            isOver={shown.status === 'cancelled'}
            onChange={(member) => setOpen({ kind: 'change', member })}
            onRemove={(member) => setOpen({ kind: 'remove', member })}
          />
          <Dialogs customerId={customerId} group={shown} open={open} onClose={() => setOpen(null)} />
        </div>
      )}
    </Panel>
  );
}

const GroupFacts = ({ group }: { group: SharingGroup }) => (
  <Facts
    of={[
      { label: t('product.status'), value: <StatusPill status={group.status} /> },
      { label: t('product.validity'), value: <PeriodText from={group.validFrom} to={group.validTo} /> },
      { label: t('sharing.policy'), value: group.policy.name },
      { label: t('sharing.discounts'), value: <span className="mono">{group.policy.discounts.join(', ')}</span> },
    ]}
  />
);

function GroupActions({ group, onOpen }: { group: SharingGroup; onOpen: (kind: 'add' | 'edit' | 'cancel') => void }) {
  const mayAdd = useRoleRefusal('addSharingMember');
  const mayEdit = useRoleRefusal('updateSharingGroup');
  const mayCancel = useRoleRefusal('cancelSharingGroup');
  const isOver = group.status === 'cancelled' ? t('sharing.over') : null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ActionButton reason={mayAdd ?? isOver} onClick={() => onOpen('add')}>
        {t('sharing.add')}
      </ActionButton>
      <ActionButton reason={mayEdit ?? isOver} onClick={() => onOpen('edit')}>
        {t('sharing.edit.group')}
      </ActionButton>
      <ActionButton reason={mayCancel ?? isOver} onClick={() => onOpen('cancel')}>
        {t('sharing.cancel')}
      </ActionButton>
    </SpaceBetween>
  );
}

type DialogsProps = {
  readonly customerId: string;
  readonly group: SharingGroup;
  readonly open: Open | null;
  readonly onClose: () => void;
};

function Dialogs({ customerId, group, open, onClose }: DialogsProps) {
  const { groupId, name } = group;
  if (open === null) return null;
  const common = { customerId, onClose };
  return (
    <Suspense fallback={null}>
      {open.kind === 'add' ? <AddMember {...common} group={group} /> : null}
      {open.kind === 'cancel' ? <CancelGroup {...common} group={group} /> : null}
      {open.kind === 'edit' ? <EditSharing {...common} groupId={groupId} name={name} /> : null}
      {open.kind === 'change' ? (
        <EditSharing
          {...common}
          groupId={groupId}
          memberId={open.member.customerId}
          name={open.member.name ?? open.member.customerId}
        />
      ) : null}
      {open.kind === 'remove' ? (
        <RemoveMember
          {...common}
          groupId={groupId}
          groupName={name}
          memberId={open.member.customerId}
          memberName={open.member.name ?? open.member.customerId}
        />
      ) : null}
    </Suspense>
  );
}
