import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { t } from '../../lib/translate.ts';
import { Confirm } from '../../ui/confirm.tsx';

type ConfirmDiscardProps = {
  readonly title: string;
  readonly verb: string;
  readonly words: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onDiscard: (note: string) => void;
  readonly onClose: () => void;
};

/** Usage is given up with a note only: one day somebody will ask why it was never charged. */
export function ConfirmDiscard({ title, verb, words, busy, error, onDiscard, onClose }: ConfirmDiscardProps) {
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = note.trim() === '';
  return (
    <Confirm
      title={title}
      verb={verb}
      busy={busy}
      error={error}
      onConfirm={() => {
        setTried(true);
        if (!isMissing) onDiscard(note.trim());
      }}
      onClose={onClose}
    >
      <p>{words}</p>
      <FormField
        stretch
        label={t('suspense.discard.note')}
        errorText={tried && isMissing ? t('suspense.discard.note.error') : undefined}
      >
        <Textarea value={note} rows={3} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
    </Confirm>
  );
}
