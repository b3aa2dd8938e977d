import Button from '@cloudscape-design/components/button';
import { useCallback } from 'react';
import { t } from '../../lib/translate.ts';
import { Choice } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { CustomersFilter } from './queries.ts';

type CustomersFiltersProps = {
  readonly value: CustomersFilter;
  readonly types: readonly { readonly code: string; readonly name: string }[];
  readonly isFiltered: boolean;
  readonly onChange: (filter: Partial<CustomersFilter>) => void;
  readonly onReset: () => void;
};

/** Words over name, email, address and service identifiers; status, type and payment method by their value. */
export function CustomersFilters({ value, types, isFiltered, onChange, onReset }: CustomersFiltersProps) {
  const search = useCallback((q: string) => onChange({ q: q === '' ? undefined : q }), [onChange]);
  return (
    <search className="filters">
      <div className="filters__search">
        <SearchField
          label={t('customers.search')}
          placeholder={t('customers.search.placeholder')}
          value={value.q ?? ''}
          onSearch={search}
        />
      </div>
      <Choice
        label={t('customers.status')}
        any={t('customers.status.default')}
        value={value.status}
        options={(['active', 'inactive', 'closed'] as const).map((status) => ({
          value: status,
          label: t(`status.${status}`),
        }))}
        onChange={(status) => onChange({ status })}
      />
      <Choice
        label={t('customers.type')}
        any={t('filter.any')}
        value={value.type}
        options={types.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(type) => onChange({ type })}
      />
      <Choice
        label={t('customers.method')}
        any={t('filter.any')}
        value={value.method}
        options={(['invoice', 'credit_card', 'direct_debit'] as const).map((method) => ({
          value: method,
          label: t(`method.${method}`),
        }))}
        onChange={(method) => onChange({ method })}
      />
      <div className="filters__narrow">
        <Button disabled={!isFiltered} onClick={onReset}>
          {t('filter.reset')}
        </Button>
      </div>
    </search>
  );
}
