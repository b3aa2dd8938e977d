import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../lib/translate.ts';
import { focusFirstError } from './focus-first-error.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { useFirstFocus } from './use-first-focus.ts';

type FormDialogProps = {
  readonly title: string;
  /** What the button does. */
  readonly verb: string;
  readonly busy: boolean;
  /** Nothing can be sent yet: something is still being asked for. */
  readonly blocked?: boolean;
  readonly wide?: boolean;
  /** What the API refused. */
  readonly error: unknown;
  /** Checks and sends. Errors that it shows take the focus. */
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const FIELD = 'input, textarea, button';

/** A form in a dialog: Enter sends it, the first field has the focus, the button names what it does and locks while it works. */
export function FormDialog({ title, verb, busy, blocked, wide, error, onSubmit, onClose, children }: FormDialogProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const first = useRef({
    focus: () => {
      // Not from somebody who is in the form already.
      if (form.current?.contains(document.activeElement)) return;
      form.current?.querySelector<HTMLElement>(FIELD)?.focus();
    },
  });
  useFirstFocus(first);
  useEffect(() => {
    if (error != null) focusFirstError(() => form.current);
  }, [error]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || blocked) return;
    onSubmit();
    focusFirstError(() => form.current);
  };
  return (
    <Modal
      visible
      header={title}
      size={wide ? 'large' : 'medium'}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button
              variant="primary"
              formAction="submit"
              form={id}
              loading={busy}
              {...(blocked === undefined ? {} : { disabled: blocked })}
            >
              {verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={id} ref={form} onSubmit={submit} noValidate>
        <SpaceBetween size="l">
          {error == null ? null : <ProblemAlert error={error} />}
          {children}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
