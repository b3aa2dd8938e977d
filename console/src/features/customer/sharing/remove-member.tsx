import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { customerKey } from '../queries.ts';

type RemoveMemberProps = {
  /** Whose page it is. */
  readonly customerId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly memberId: string;
  /** Null: the customer whose page it is leaves. */
  readonly memberName: string | null;
  readonly onClose: () => void;
};

/** Takes a member out of a group, from now on. */
export function RemoveMember({ customerId, groupId, groupName, memberId, memberName, onClose }: RemoveMemberProps) {
  const api = useApi();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/sharing-groups/{groupId}/members/{customerId}/remove', {
          params: { path: { groupId, customerId: memberId } },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: customerKey(memberId) }),
      ]);
      flash(
        'success',
        memberName === null
          ? t('sharing.left', { name: groupName })
          : t('sharing.removed', { member: memberName, name: groupName }),
      );
      onClose();
    },
  });
  return (
    <Confirm
      title={
        memberName === null
          ? t('sharing.leave.title', { name: groupName })
          : t('sharing.remove.title', { member: memberName, name: groupName })
      }
      verb={memberName === null ? t('sharing.leave') : t('sharing.remove')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('sharing.remove.words')}</p>
    </Confirm>
  );
}
