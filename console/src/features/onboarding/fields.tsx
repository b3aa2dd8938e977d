import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { isDay } from '../../lib/format-time.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { OptionalLabel } from '../../ui/optional-label.tsx';
import { useDraft } from './draft-context.ts';

type FieldProps = {
  /** JSON pointer into the request. */
  readonly at: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};

const Label = ({ label, optional }: { label: string; optional: boolean | undefined }) =>
  optional ? <OptionalLabel label={label} /> : label;

/** One line of text. */
export function TextField({
  at,
  label,
  hint,
  optional,
  ...input
}: FieldProps & Pick<InputProps, 'inputMode' | 'type'>) {
  const { draft, setField, errorOf } = useDraft();
  return (
    <FormField label={<Label label={label} optional={optional} />} errorText={errorOf(at)} constraintText={hint}>
      <Input
        {...input}
        name={at}
        autoComplete={false}
        value={draft.fields[at] ?? ''}
        onChange={({ detail }) => setField(at, detail.value)}
      />
    </FormField>
  );
}

type Option = { readonly value: string; readonly label: string };

/** One of few values. */
export function SelectField({
  at,
  label,
  hint,
  optional,
  options,
}: FieldProps & { readonly options: readonly Option[] }) {
  const { draft, setField, errorOf } = useDraft();
  const error = errorOf(at) !== undefined && !draft.fields[at] ? t('onboarding.choose.error') : errorOf(at);
  return (
    <FormField label={<Label label={label} optional={optional} />} errorText={error} constraintText={hint}>
      <Select
        selectedOption={options.find(({ value }) => value === draft.fields[at]) ?? null}
        options={options}
        placeholder={t('onboarding.choose')}
        onChange={({ detail }) => setField(at, detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

/** A calendar day. */
export function DayField({ at, label, hint, optional }: FieldProps) {
  const { draft, setField, errorOf } = useDraft();
  const { locale } = useFormats();
  const day = draft.fields[at] ?? '';
  return (
    <FormField
      label={<Label label={label} optional={optional} />}
      errorText={errorOf(at) === undefined || isDay(day) ? errorOf(at) : t('form.day')}
      constraintText={hint}
    >
      <DatePicker locale={locale} value={day} onChange={({ detail }) => setField(at, detail.value)} />
    </FormField>
  );
}

/** The fields of an address below a pointer. */
export const AddressFields = ({ at }: { at: string }) => (
  <>
    <TextField at={`${at}/address`} label={t('onboarding.address')} />
    <TextField at={`${at}/city`} label={t('onboarding.city')} />
    <TextField at={`${at}/zip`} label={t('onboarding.zip')} />
    <TextField at={`${at}/country`} label={t('onboarding.country')} hint={t('onboarding.country.hint')} />
    <TextField at={`${at}/state`} label={t('onboarding.state')} optional hint={t('onboarding.state.hint')} />
  </>
);
