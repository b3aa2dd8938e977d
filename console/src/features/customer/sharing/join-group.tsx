import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { memberBody } from '../../../../../functions/http/contract/sharing/sharing-group.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { endOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { customerKey } from '../queries.ts';
import { ChooseGroup, type ChosenGroup } from './choose-group.tsx';

type NewMember = z.input<typeof memberBody>;
type JoinGroupProps = {
  readonly customerId: string;
  readonly balanceGroupId: string;
  readonly onClose: () => void;
};

/** Makes this customer a member of a group that somebody else owns. */
export function JoinGroup({ customerId, balanceGroupId, onClose }: JoinGroupProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const [key] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<ChosenGroup>({ owner: null, group: null });
  const [tried, setTried] = useState(false);
  const [to, setTo] = useState('');
  const body: NewMember = { customerId, balanceGroupId, ...(to === '' ? {} : { validTo: endOfDay(to, zone) }) };
  const join = useMutation({
    mutationFn: (sent: NewMember) =>
      answerOf(
        api.POST('/v1/sharing-groups/{groupId}/members', {
          params: { path: { groupId: chosen.group?.groupId ?? '' }, header: { 'idempotency-key': key } },
          body: sent,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      if (chosen.owner !== null) await queries.invalidateQueries({ queryKey: customerKey(chosen.owner.customerId) });
      flash('success', t('sharing.joined', { name: chosen.group?.name ?? '' }));
      onClose();
    },
  });
  const { errorOf, check } = useChecked(memberBody, body, join);
  return (
    <FormDialog
      title={t('sharing.join.title')}
      verb={t('sharing.join')}
      busy={join.isPending}
      error={join.error}
      onSubmit={() => {
        setTried(true);
        if (check() && chosen.group !== null) join.mutate(body);
      }}
      onClose={onClose}
    >
      <div className="stack">
        <ChooseGroup
          value={chosen}
          except={customerId}
          {...(tried && chosen.group === null ? { error: t('onboarding.choose.error') } : {})}
          onChange={setChosen}
        />
      </div>
      <DayField
        label={t('sharing.to')}
        optional
        future
        hint={t('sharing.to.hint')}
        value={to}
        error={errorOf('/validTo')}
        onChange={setTo}
      />
    </FormDialog>
  );
}
