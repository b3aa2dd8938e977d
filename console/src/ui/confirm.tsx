import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { t } from '../lib/translate.ts';
import { ProblemAlert } from './problem-alert.tsx';

type ConfirmProps = {
  readonly title: string;
  /** What the button does. */
  readonly verb: string;
  /** For what cannot be taken back: the word to type. */
  readonly typed?: { readonly word: string; readonly label: string };
  readonly blocked?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Tells the consequences and names the verb on the button. The button locks while it works. */
export function Confirm({ title, verb, typed, blocked, busy, error, onConfirm, onClose, children }: ConfirmProps) {
  const [words, setWords] = useState('');
  const isReady = !blocked && (typed === undefined || words.trim() === typed.word);
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" disabled={!isReady} loading={busy} onClick={onConfirm}>
              {verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {error == null ? null : <ProblemAlert error={error} />}
        {children}
        {typed === undefined || blocked ? null : (
          <FormField label={typed.label}>
            <Input value={words} autoComplete={false} onChange={({ detail }) => setWords(detail.value)} />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  );
}
