import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { useAmount } from '../../catalog/use-amount.ts';
import type { Member, SharingUsage } from './queries.ts';

type MembersTableProps = {
  readonly members: readonly Member[];
  /** Undefined until known. */
  readonly usage: SharingUsage | undefined;
  /** For which time the usage is told. */
  readonly words?: string;
  /** Of a group that shares nothing any more, nobody is edited. */
  readonly isOver: boolean;
  readonly onChange: (member: Member) => void;
  readonly onRemove: (member: Member) => void;
};

/** Who is in a group, and what each of them used of it in the open cycle of the owner. */
export function MembersTable({ members, usage, words, isOver, onChange, onRemove }: MembersTableProps) {
  const amountOf = useAmount();
  const mayChange = useRoleRefusal('updateSharingMember');
  const mayRemove = useRoleRefusal('removeSharingMember');
  const isIn = ({ status }: Member): boolean => status !== 'removed';
  return (
    <DataTable<Member>
      embedded
      title={t('sharing.members')}
      counter={`(${members.filter(isIn).length})`}
      {...(words === undefined ? {} : { description: words })}
      columns={[
        {
          id: 'member',
          header: t('sharing.member'),
          rowHeader: true,
          cell: (member) => (
            <span className="two-lines">
              <TextLink to="/customers/$customerId/overview" params={{ customerId: member.customerId }}>
                {member.name ?? member.customerId}
              </TextLink>
              <span className="small">
                {isIn(member) ? (
                  <PeriodText from={member.validFrom} to={member.validTo} />
                ) : (
                  <span className="muted">{t('sharing.gone')}</span>
                )}
              </span>
              {member.status === 'inactive' ? (
                <span>
                  <StatusPill status={member.status} />
                </span>
              ) : null}
              {isIn(member) && !isOver ? (
                <SpaceBetween direction="horizontal" size="s">
                  <ActionButton
                    inline
                    label={t('sharing.edit.of', { name: member.name ?? member.customerId })}
                    reason={mayChange}
                    onClick={() => onChange(member)}
                  >
                    {t('sharing.edit')}
                  </ActionButton>
                  <ActionButton
                    inline
                    label={t('sharing.remove.of', { name: member.name ?? member.customerId })}
                    reason={mayRemove}
                    onClick={() => onRemove(member)}
                  >
                    {t('sharing.remove')}
                  </ActionButton>
                </SpaceBetween>
              ) : null}
            </span>
          ),
        },
        {
          id: 'used',
          header: t('sharing.used'),
          numeric: true,
          cell: ({ customerId }) => {
            const own = usage?.members.find((one) => one.customerId === customerId);
            if (usage === undefined) return null;
            if (own === undefined) return '–';
            return (
              <span className="two-lines">
                {own.used.map(({ resource, amount }) => (
                  <span key={resource}>{amountOf(resource)(amount)}</span>
                ))}
                <span className="muted small">
                  {own.events === 1 ? t('bill.event') : t('bill.events', { count: own.events })}
                </span>
              </span>
            );
          },
        },
      ]}
      rows={[...members.filter(isIn), ...members.filter((member) => !isIn(member))]}
      rowId={({ customerId }) => customerId}
      empty={<Empty title={t('sharing.members.empty')}>{t('sharing.members.empty.words')}</Empty>}
    />
  );
}
