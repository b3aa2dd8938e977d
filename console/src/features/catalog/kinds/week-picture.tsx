import { t } from '../../../lib/translate.ts';
import { type Band, type Stretch, stretchesOf, WEEK } from './week-bands.ts';

const LEFT = 96;
const HOUR = 34;
const ROW = 30;
const TOP = 22;
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const TONES = 5;
/** A name that would not fit into its stretch is left to the table below. */
const LETTER = 7;

const xOf = (minutes: number): number => LEFT + (minutes / 60) * HOUR;

/** A week and a holiday as bars of bands. The table beside it says the same in words. */
export function WeekPicture({ bands }: { bands: readonly Band[] }) {
  const names = [...new Set(bands.map(({ band }) => band))];
  const tone = (name: string): string => `week__band week__band--${names.indexOf(name) % TONES}`;
  const fits = ({ from, to, band }: Stretch): boolean => ((to - from) / 60) * HOUR > (band?.length ?? 0) * LETTER + 8;
  return (
    <svg
      className="week"
      viewBox={`0 0 ${LEFT + 24 * HOUR + 12} ${TOP + WEEK.length * ROW}`}
      role="img"
      aria-label={t('calendar.week.label', { names: names.join(', ') })}
    >
      {HOURS.map((hour) => (
        <g key={hour}>
          <line
            className="week__line"
            x1={xOf(hour * 60)}
            x2={xOf(hour * 60)}
            y1={TOP - 4}
            y2={TOP + WEEK.length * ROW}
          />
          <text className="week__hour" x={xOf(hour * 60)} y={TOP - 9} textAnchor="middle">
            {hour}
          </text>
        </g>
      ))}
      {WEEK.map((day, row) => (
        <g key={day}>
          <text className="week__day" x={0} y={TOP + row * ROW + ROW / 2 + 4}>
            {t(`weekday.${day}`)}
          </text>
          {stretchesOf(bands, day).map((stretch) =>
            stretch.band === null ? null : (
              <g key={stretch.from}>
                <rect
                  className={tone(stretch.band)}
                  x={xOf(stretch.from) + 1}
                  y={TOP + row * ROW + 3}
                  width={xOf(stretch.to) - xOf(stretch.from) - 2}
                  height={ROW - 6}
                  rx={5}
                />
                {fits(stretch) ? (
                  <text
                    className="week__name"
                    x={(xOf(stretch.from) + xOf(stretch.to)) / 2}
                    y={TOP + row * ROW + ROW / 2 + 4}
                    textAnchor="middle"
                  >
                    {stretch.band}
                  </text>
                ) : null}
              </g>
            ),
          )}
        </g>
      ))}
    </svg>
  );
}
