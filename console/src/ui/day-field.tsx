import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import { dayOf, isDay } from '../lib/format-time.ts';
import { useFormats } from '../lib/formats.ts';
import { useSiteNow } from '../lib/site-queries.ts';
import { t } from '../lib/translate.ts';
import { OptionalLabel } from './optional-label.tsx';

type DayFieldProps = {
  readonly label: string;
  /** A calendar day (2026-11-01), or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** Only days that are still to come, today among them, in the site's zone. */
  readonly future?: boolean;
};

/** One calendar day. */
export function DayField({ label, value, onChange, hint, error, optional, future }: DayFieldProps) {
  const { locale, zone } = useFormats();
  const now = useSiteNow();
  const today = now === undefined ? '' : dayOf(now, zone);
  const dayIn = (date: Date): string =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return (
    <FormField
      label={optional ? <OptionalLabel label={label} /> : label}
      {...(hint === undefined ? {} : { constraintText: hint })}
      errorText={error === undefined || isDay(value) ? error : t('form.day')}
    >
      <DatePicker
        locale={locale}
        value={value}
        expandToViewport
        isDateEnabled={(date) => !future || dayIn(date) >= today}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
