import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';

type ChoiceProps<V extends string> = {
  readonly label: string;
  /** The words for "no choice": it comes first. */
  readonly any: string;
  readonly value: V | undefined;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V | undefined) => void;
};

/** A filter of few values. */
export function Choice<V extends string>({ label, any, value, options, onChange }: ChoiceProps<V>) {
  const all = [{ value: '', label: any }, ...options];
  return (
    <FormField label={label}>
      <Select
        selectedOption={
          all.find((option) => option.value === (value ?? '')) ?? { value: value ?? '', label: value ?? any }
        }
        options={all}
        onChange={({ detail }) =>
          onChange(options.find((option) => option.value === detail.selectedOption.value)?.value)
        }
      />
    </FormField>
  );
}
