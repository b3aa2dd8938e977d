import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { Problem, problemOf } from '../../../lib/problem.ts';
import { t } from '../../../lib/translate.ts';
import { flash } from '../../../ui/flashes.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { customAttributesQuery, customerTypesQuery } from '../../customers/queries.ts';
import { customerKey } from '../queries.ts';

type Attribute = { readonly name: string; readonly value: string };

/** Type, status and attributes: nothing else of an account can be edited. */
export function EditAccount({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { customerId } = customer;
  const api = useApi();
  const queries = useQueryClient();
  const types = useQuery(customerTypesQuery(api)).data?.items ?? [];
  const known = useQuery(customAttributesQuery(api)).data?.items ?? [];
  const attributeOptions = known
    .filter(({ entity }) => entity === 'customer')
    .map(({ code, name }) => ({ value: code, label: name }));
  const typeOptions = types.map(({ code, name }) => ({ value: code, label: name }));
  const statusOptions = [
    { value: 'active', label: t('status.active') },
    { value: 'inactive', label: t('status.inactive') },
  ];
  const [type, setType] = useState(customer.type);
  const [status, setStatus] = useState(customer.status === 'inactive' ? ('inactive' as const) : ('active' as const));
  const [attributes, setAttributes] = useState<readonly Attribute[]>(
    Object.entries(customer.attributes).map(([name, value]) => ({ name, value })),
  );
  const save = useMutation({
    mutationFn: async () => {
      const current = await api.GET('/v1/customers/{customerId}', { params: { path: { customerId } } });
      if (current.data === undefined) throw problemOf(current.response.status, current.error);
      if (!isSame(current.data, customer)) {
        throw new Problem({ status: 409, code: 'request.changed_meanwhile', title: t('edit.conflict') });
      }
      const kept = attributes.filter(({ name }) => name !== '').map(({ name, value }) => [name, value] as const);
      return answerOf(
        api.PATCH('/v1/customers/{customerId}', {
          params: { path: { customerId }, header: { 'if-match': current.response.headers.get('etag') ?? '' } },
          body: {
            ...(type === customer.type ? {} : { type }),
            ...(status === customer.status ? {} : { status }),
            attributes: Object.fromEntries(kept),
          },
        }),
      );
    },
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]);
      flash('success', t('edit.saved'));
      onClose();
    },
  });
  const change = (index: number, part: Partial<Attribute>): void =>
    setAttributes(attributes.map((attribute, at) => (at === index ? { ...attribute, ...part } : attribute)));
  return (
    <Modal
      visible
      header={t('edit.title')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isPending} onClick={() => save.mutate()}>
              {t('edit.save')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {save.isError ? <ProblemAlert error={save.error} /> : null}
        <FormField label={t('edit.type')}>
          <Select
            selectedOption={typeOptions.find(({ value }) => value === type) ?? { value: type, label: type }}
            options={typeOptions}
            onChange={({ detail }) => setType(detail.selectedOption.value ?? type)}
          />
        </FormField>
        <FormField label={t('edit.status')} description={t('edit.status.hint')}>
          <Select
            selectedOption={statusOptions.find(({ value }) => value === status) ?? null}
            options={statusOptions}
            onChange={({ detail }) => setStatus(detail.selectedOption.value === 'inactive' ? 'inactive' : 'active')}
          />
        </FormField>
        <FormField label={t('edit.attributes')} stretch>
          <AttributeEditor<Attribute>
            items={attributes}
            addButtonText={t('edit.add')}
            removeButtonText={t('edit.remove')}
            removeButtonAriaLabel={({ name }) => `${t('edit.remove')} ${name}`}
            empty={t('edit.none')}
            definition={[
              {
                label: t('edit.attribute'),
                control: ({ name }, index) => (
                  <Select
                    selectedOption={
                      name === ''
                        ? null
                        : (attributeOptions.find(({ value }) => value === name) ?? { value: name, label: name })
                    }
                    options={attributeOptions.filter(
                      ({ value }) => value === name || attributes.every((other) => other.name !== value),
                    )}
                    placeholder={t('edit.attribute')}
                    onChange={({ detail }) => change(index, { name: detail.selectedOption.value ?? '' })}
                  />
                ),
              },
              {
                label: t('edit.value'),
                control: ({ value }, index) => (
                  <Input value={value} onChange={({ detail }) => change(index, { value: detail.value })} />
                ),
              },
            ]}
            onAddButtonClick={() => setAttributes([...attributes, { name: '', value: '' }])}
            onRemoveButtonClick={({ detail }) => setAttributes(attributes.filter((_, at) => at !== detail.itemIndex))}
          />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}

/** Whether the fields of this form are still what was shown when it was opened. */
const isSame = (a: Customer, b: Customer): boolean =>
  a.type === b.type && a.status === b.status && JSON.stringify(a.attributes) === JSON.stringify(b.attributes);
