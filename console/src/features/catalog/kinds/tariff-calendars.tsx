import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { answerOf } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { WeekPicture } from './week-picture.tsx';

type Calendar = ObjectOf<'tariffCalendar'>;
type Band = Calendar['bands'][number];

const bandNames = ({ bands }: Calendar): readonly string[] => [...new Set(bands.map(({ band }) => band))];

/** Tariff calendars: the time band of an event. */
export const tariffCalendars = kindPage<Calendar>({
  path: 'tariff-calendars',
  list: (api, query) => answerOf(api.GET('/v1/tariff-calendars', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/tariff-calendars/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'bands', header: t('calendar.bands'), cell: (calendar) => bandNames(calendar).join(', ') },
    { id: 'holidays', header: t('calendar.holidays'), numeric: true, cell: ({ holidays }) => holidays.length },
  ],
  Body: ({ of: calendar }) => (
    <>
      <Container
        header={
          <Header variant="h2" description={t('calendar.week.words')}>
            {t('calendar.week')}
          </Header>
        }
      >
        <WeekPicture bands={calendar.bands} />
      </Container>
      <DataTable<Band>
        sticky={false}
        title={t('calendar.bands')}
        description={t('calendar.bands.words')}
        columns={[
          { id: 'band', header: t('calendar.band'), rowHeader: true, cell: ({ band }) => band },
          {
            id: 'days',
            header: t('calendar.days'),
            cell: ({ days }) => days.map((day) => t(`weekday.${day}`)).join(', '),
          },
          { id: 'from', header: t('calendar.from'), numeric: true, cell: ({ from }) => from },
          { id: 'to', header: t('calendar.to'), numeric: true, cell: ({ to }) => to },
        ]}
        rows={calendar.bands}
        rowId={(band) => JSON.stringify(band)}
        empty={null}
      />
      {calendar.holidays.length === 0 ? null : <Holidays days={calendar.holidays} />}
    </>
  ),
});

/** 12-25 is every year's, 2026-12-25 that year's. */
const isYearly = (day: string): boolean => day.length === '12-25'.length;

/** It has a 29 February, which may be a holiday. */
const LEAP_YEAR = 2024;

/** Days in words: 25 Dec of every year, 6 Apr 2026 once. */
function Holidays({ days }: { days: readonly string[] }) {
  const { locale } = useFormats();
  const words = (day: string): string =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      ...(isYearly(day) ? {} : { year: 'numeric' }),
      timeZone: 'UTC',
    }).format(new Date(`${isYearly(day) ? `${LEAP_YEAR}-${day}` : day}T00:00:00Z`));
  const once = days.filter((day) => !isYearly(day));
  return (
    <Container header={<Header variant="h2">{t('calendar.holidays')}</Header>}>
      <div className="stack">
        <Facts
          of={[{ label: t('calendar.every-year'), value: days.filter(isYearly).map(words).join(' · ') || '–' }]}
          wide
        />
        {once.length === 0 ? null : (
          <Facts of={[{ label: t('calendar.once'), value: once.map(words).join(' · ') }]} wide />
        )}
      </div>
    </Container>
  );
}
