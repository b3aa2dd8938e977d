import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { customersQuery, findCustomersQuery } from '../../customers/queries.ts';

export type FoundCustomer = { readonly customerId: string; readonly name: string };

type FindCustomerProps = {
  readonly label: string;
  readonly value: FoundCustomer | null;
  /** Who is not offered. */
  readonly except?: readonly string[];
  readonly error?: string | undefined;
  readonly onChange: (customer: FoundCustomer) => void;
};

const SUGGESTED = 8;

/** Chooses a customer by name, email or number; suggestions narrow while one types. */
export function FindCustomer({ label, value, except = [], error, onChange }: FindCustomerProps) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const words = useSettled(typed.trim());
  const first = useQuery({ ...customersQuery(api, {}, SUGGESTED), enabled: words === '' });
  const found = useQuery({ ...findCustomersQuery(api, words), enabled: words !== '' });
  const hits = (words === '' ? first.data?.items : found.data)?.filter(
    ({ customerId }) => !except.includes(customerId),
  );
  const isLoading = hits === undefined || words !== typed.trim() || found.isPlaceholderData;
  return (
    <FormField label={label} constraintText={t('find-customer.hint')} errorText={error}>
      <Select
        filteringType="manual"
        filteringPlaceholder={t('find-customer.search')}
        placeholder={t('find-customer.choose')}
        selectedOption={
          value === null ? null : { value: value.customerId, label: value.name, labelTag: value.customerId }
        }
        options={(hits ?? []).map(({ customerId, name, email }) => ({
          value: customerId,
          label: name,
          labelTag: customerId,
          description: email,
        }))}
        statusType={isLoading ? 'loading' : 'finished'}
        loadingText={t('table.loading')}
        empty={t('find-customer.none')}
        onLoadItems={({ detail }) => setTyped(detail.filteringText)}
        onChange={({ detail }) => {
          const chosen = hits?.find(({ customerId }) => customerId === detail.selectedOption.value);
          if (chosen !== undefined) onChange({ customerId: chosen.customerId, name: chosen.name });
        }}
      />
    </FormField>
  );
}
