import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import TimeInput from '@cloudscape-design/components/time-input';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';

type MomentFieldProps = {
  readonly dayLabel: string;
  readonly timeLabel: string;
  readonly day: string;
  readonly time: string;
  readonly error?: string | undefined;
  readonly onDay: (day: string) => void;
  readonly onTime: (time: string) => void;
};

/** A moment as a day and a time in the site's zone. */
export function MomentField({ dayLabel, timeLabel, day, time, error, onDay, onTime }: MomentFieldProps) {
  const { locale, zone } = useFormats();
  return (
    <div className="moment">
      <FormField label={dayLabel} errorText={error}>
        <DatePicker locale={locale} value={day} expandToViewport onChange={({ detail }) => onDay(detail.value)} />
      </FormField>
      <FormField label={timeLabel} constraintText={t('try.time.hint', { zone })}>
        <TimeInput
          format="hh:mm:ss"
          placeholder="hh:mm:ss"
          value={time}
          invalid={error !== undefined}
          onChange={({ detail }) => onTime(detail.value)}
        />
      </FormField>
    </div>
  );
}
