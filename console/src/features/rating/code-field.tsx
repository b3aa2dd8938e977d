import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { t } from '../../lib/translate.ts';
import { OptionalLabel } from '../../ui/optional-label.tsx';

type CodeFieldProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  /** The words for "none": it may be left open. */
  readonly any?: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly loading?: boolean;
  readonly onChange: (code: string | undefined) => void;
};

/** One object of the catalog by its name. A code that is not known here is shown as it is. */
export function CodeField({ label, value, options, any, hint, error, optional, loading, onChange }: CodeFieldProps) {
  const known = options.map(({ code, name }) => ({ value: code, label: name, description: code }));
  const all = any === undefined ? known : [{ value: '', label: any }, ...known];
  const chosen = all.find((option) => option.value === (value ?? ''));
  return (
    <FormField
      label={optional ? <OptionalLabel label={label} /> : label}
      {...(hint === undefined ? {} : { constraintText: hint })}
      errorText={error}
    >
      <Select
        filteringType="auto"
        expandToViewport
        placeholder={t('rerating.choose')}
        selectedOption={chosen ?? (value === undefined ? null : { value, label: value })}
        options={all}
        statusType={loading ? 'loading' : 'finished'}
        onChange={({ detail }) =>
          onChange(detail.selectedOption.value === '' ? undefined : detail.selectedOption.value)
        }
      />
    </FormField>
  );
}
