import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { OptionalLabel } from '../../ui/optional-label.tsx';
import { findCustomersQuery } from '../customers/queries.ts';
import { customerQuery } from './queries.ts';

type CustomerFieldProps = {
  readonly value: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly onChange: (customerId: string | undefined) => void;
};

/** A customer by name, email or ID; by ID alone for those who may not look customers up. */
export function CustomerField(props: CustomerFieldProps) {
  return useMay('listCustomers') ? <CustomerSearch {...props} /> : <CustomerId {...props} />;
}

function CustomerSearch({ value, error, optional, onChange }: CustomerFieldProps) {
  const api = useApi();
  const [words, setWords] = useState('');
  const sought = useSettled(words.trim());
  const chosen = useQuery(customerQuery(api, value ?? '')).data;
  const found = useQuery(findCustomersQuery(api, sought));
  const label = t('rerating.customer');
  const none: readonly SelectProps.Option[] = optional ? [{ value: '', label: t('rerating.any') }] : [];
  return (
    <FormField
      label={optional ? <OptionalLabel label={label} /> : label}
      constraintText={t('rerating.customer.hint')}
      errorText={error}
    >
      <Select
        filteringType="manual"
        expandToViewport
        filteringPlaceholder={t('rerating.customer.hint')}
        filteringAriaLabel={t('rerating.customer.hint')}
        filteringClearAriaLabel={t('search.clear')}
        placeholder={optional ? t('rerating.any') : t('rerating.choose')}
        selectedOption={value === undefined ? null : { value, label: chosen?.name ?? value, description: value }}
        options={[
          ...none,
          ...(found.data ?? []).map(({ customerId, name, email }) => ({
            value: customerId,
            label: name,
            description: email,
            tags: [customerId],
          })),
        ]}
        empty={t('rerating.customer.none')}
        statusType={found.isFetching ? 'loading' : 'finished'}
        loadingText={t('table.loading')}
        onLoadItems={({ detail }) => setWords(detail.filteringText)}
        onChange={({ detail }) =>
          onChange(detail.selectedOption.value === '' ? undefined : detail.selectedOption.value)
        }
      />
    </FormField>
  );
}

function CustomerId({ value = '', error, optional, onChange }: CustomerFieldProps) {
  const label = t('rerating.customer.id');
  return (
    <FormField label={optional ? <OptionalLabel label={label} /> : label} errorText={error}>
      <Input
        value={value}
        inputMode="numeric"
        autoComplete={false}
        onChange={({ detail }) => onChange(detail.value.trim() === '' ? undefined : detail.value.trim())}
      />
    </FormField>
  );
}
