import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { asProblem } from '../../lib/problem.ts';
import { t } from '../../lib/translate.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { SecretOnce } from './secret-once.tsx';

const FORM = 'create-endpoint';
const FIELDS = ['name', 'code', 'url'] as const;

/** Adds an endpoint, then shows its secret: the only time that anybody sees it. */
export function CreateEndpoint({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState({ name: '', code: '', url: '' });
  const [tried, setTried] = useState(false);
  const first = useRef<InputProps.Ref>(null);
  useFirstFocus(first);
  const create = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/webhook-endpoints', {
          params: { header: { 'idempotency-key': key } },
          body: { name: values.name.trim(), code: values.code.trim(), url: values.url.trim(), enabled: true },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhook-endpoints'] }),
  });
  const isMissing = FIELDS.some((field) => values[field].trim() === '');
  const refused = create.isError ? asProblem(create.error).fields : [];
  const errorOf = (field: (typeof FIELDS)[number]): string | undefined =>
    tried && values[field].trim() === ''
      ? t(`endpoints.${field}.error`)
      : refused.find(({ pointer }) => pointer === `/${field}`)?.message;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isMissing && !create.isPending) create.mutate();
  };
  if (create.data !== undefined) {
    return (
      <Modal
        visible
        header={t('endpoints.created', { name: create.data.name })}
        onDismiss={onClose}
        footer={
          <Box float="right">
            <Button variant="primary" onClick={onClose}>
              {t('secret.kept')}
            </Button>
          </Box>
        }
      >
        <SecretOnce secret={create.data.secret} />
      </Modal>
    );
  }
  return (
    <Modal
      visible
      header={t('endpoints.create')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" formAction="submit" form={FORM} loading={create.isPending}>
              {t('endpoints.create')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={FORM} onSubmit={submit}>
        <SpaceBetween size="m">
          {create.isError && refused.length === 0 ? <ProblemAlert error={create.error} /> : null}
          {FIELDS.map((field) => (
            <FormField
              key={field}
              label={t(`endpoints.${field}`)}
              constraintText={t(`endpoints.${field}.hint`)}
              errorText={errorOf(field)}
            >
              <Input
                {...(field === 'name' ? { ref: first } : {})}
                value={values[field]}
                autoComplete={false}
                onChange={({ detail }) => setValues({ ...values, [field]: detail.value })}
              />
            </FormField>
          ))}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
