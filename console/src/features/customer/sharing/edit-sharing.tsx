import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { shareChange } from '../../../../../functions/http/contract/sharing/sharing-group.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { endOfDay, isForever, lastDayOf } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { customerKey } from '../queries.ts';
import { sharingGroupQuery } from './queries.ts';

type Change = z.input<typeof shareChange>;

type EditSharingProps = {
  /** Whose page it is. */
  readonly customerId: string;
  readonly groupId: string;
  /** The membership of this customer; undefined: the group itself. */
  readonly memberId?: string;
  /** Of what is edited. */
  readonly name: string;
  readonly onClose: () => void;
};

/** Status and validity of a group or of a membership. A change is made of the version that was read when the dialog opened. */
export function EditSharing(props: EditSharingProps) {
  const { customerId, groupId, memberId } = props;
  const group = useQuery({ ...sharingGroupQuery(useApi(), customerId, groupId), staleTime: 0 });
  if (group.data === undefined) return null;
  const { answer, etag } = group.data;
  const edited = memberId === undefined ? answer : answer.members.find((one) => one.customerId === memberId);
  return edited === undefined ? null : <EditForm {...props} shown={{ ...edited, etag }} />;
}

type Shown = { readonly status: string; readonly validTo: string; readonly etag: string };

function EditForm({ customerId, groupId, memberId, name, onClose, shown: given }: EditSharingProps & { shown: Shown }) {
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const [shown] = useState(given);
  const [status, setStatus] = useState(shown.status === 'inactive' ? ('inactive' as const) : ('active' as const));
  const lastDay = isForever(shown.validTo) ? '' : lastDayOf(shown.validTo, zone);
  const [to, setTo] = useState(lastDay);
  const body: Change = {
    status,
    ...(to === lastDay ? {} : { validTo: to === '' ? null : endOfDay(to, zone) }),
  };
  const save = useMutation({
    mutationFn: (sent: Change) => {
      const header = { 'if-match': shown.etag };
      return answerOf(
        memberId === undefined
          ? api.PATCH('/v1/sharing-groups/{groupId}', { params: { path: { groupId }, header }, body: sent })
          : api.PATCH('/v1/sharing-groups/{groupId}/members/{customerId}', {
              params: { path: { groupId, customerId: memberId }, header },
              body: sent,
            }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('sharing.saved', { name }));
      onClose();
    },
  });
  const { errorOf, check } = useChecked(shareChange, body, save);
  return (
    <FormDialog
      title={memberId === undefined ? t('sharing.edit.title', { name }) : t('sharing.edit.member', { name })}
      verb={t('edit.save')}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        if (check()) save.mutate(body);
      }}
      onClose={onClose}
    >
      <p>{t('sharing.edit.words')}</p>
      <FormField label={t('product.status')} errorText={errorOf('/status')}>
        <RadioGroup
          value={status}
          items={[
            { value: 'active', label: t('status.active') },
            { value: 'inactive', label: t('status.inactive'), description: t('sharing.inactive.words') },
          ]}
          onChange={({ detail }) => setStatus(detail.value === 'inactive' ? 'inactive' : 'active')}
        />
      </FormField>
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
