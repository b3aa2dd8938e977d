import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { dayOf, startOfDay } from '../../lib/format-time.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { flash } from '../../ui/flashes.tsx';
import { nextDay, nextMonth } from './next-day.ts';

type Way = 'day' | 'month' | 'date';

/** Asks how far the clock shall go. Days end after the night's jobs: at six in the morning. */
export function AdvanceClock({ now, onClose }: { now: string; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const { zone, locale, day, minute } = useFormats();
  const today = dayOf(now, zone);
  const [way, setWay] = useState<Way>('month');
  const [date, setDate] = useState('');
  const target = way === 'day' ? nextDay(today) : way === 'month' ? nextMonth(today) : date;
  const isGood = target > today;
  const to = isGood ? afterTheNight(startOfDay(target, zone)) : undefined;
  const advance = useMutation({
    mutationFn: (instant: string) => answerOf(api.POST('/v1/site/clock/advance', { body: { to: instant } })),
    onSuccess: async (_, instant) => {
      await queries.invalidateQueries({ queryKey: ['clock'] });
      flash('info', t('clock.started', { when: minute(instant) }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('clock.modal')}
      verb={to === undefined ? t('clock.do.plain') : t('clock.do', { when: day(to) })}
      blocked={to === undefined}
      busy={advance.isPending}
      error={advance.error}
      onConfirm={() => to !== undefined && advance.mutate(to)}
      onClose={onClose}
    >
      <p>{t('clock.modal.words')}</p>
      <RadioGroup
        ariaLabel={t('clock.modal')}
        value={way}
        items={(['day', 'month', 'date'] as const).map((value) => ({ value, label: t(`clock.${value}`) }))}
        onChange={({ detail }) => setWay(detail.value === 'day' ? 'day' : detail.value === 'month' ? 'month' : 'date')}
      />
      {way === 'date' ? (
        <FormField
          label={t('clock.date')}
          constraintText={t('clock.hint')}
          errorText={date !== '' && !isGood ? t('clock.error', { day: day(now) }) : undefined}
        >
          <DatePicker
            value={date}
            locale={locale}
            isDateEnabled={(candidate) => candidate.toISOString().slice(0, 10) > today}
            onChange={({ detail }) => setDate(detail.value)}
          />
        </FormField>
      ) : null}
    </Confirm>
  );
}

const NIGHT_MS = 6 * 3_600_000;

const afterTheNight = (midnight: string): string =>
  new Date(Date.parse(midnight) + NIGHT_MS).toISOString().replace('.000Z', 'Z');
