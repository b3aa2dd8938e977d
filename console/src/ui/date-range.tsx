import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import { useFormats } from '../lib/formats.ts';
import { t } from '../lib/translate.ts';

type Range = { readonly from: string | undefined; readonly to: string | undefined };
type DateRangeProps = Partial<Range> & {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly onChange: (range: Range) => void;
};

/** From one calendar day to another, both within; in the site's zone. */
export function DateRange({ label, from, to, hint, error, onChange }: DateRangeProps) {
  const { locale } = useFormats();
  return (
    <FormField label={label} {...(hint === undefined ? {} : { constraintText: hint })} errorText={error}>
      <DateRangePicker
        dateOnly
        rangeSelectorMode="absolute-only"
        relativeOptions={[]}
        locale={locale}
        absoluteFormat="long-localized"
        placeholder={t('dates.any')}
        expandToViewport
        value={from === undefined || to === undefined ? null : { type: 'absolute', startDate: from, endDate: to }}
        isValidRange={(range) => {
          if (range?.type !== 'absolute' || range.startDate === '' || range.endDate === '') {
            return { valid: false, errorMessage: t('dates.incomplete') };
          }
          return range.startDate <= range.endDate ? { valid: true } : { valid: false, errorMessage: t('dates.order') };
        }}
        i18nStrings={{
          applyButtonLabel: t('dates.apply'),
          cancelButtonLabel: t('dates.cancel'),
          clearButtonLabel: t('dates.clear'),
          startDateLabel: t('dates.start'),
          endDateLabel: t('dates.end'),
        }}
        onChange={({ detail: { value } }) =>
          onChange(
            value?.type === 'absolute'
              ? { from: value.startDate.slice(0, 10), to: value.endDate.slice(0, 10) }
              : { from: undefined, to: undefined },
          )
        }
      />
    </FormField>
  );
}
