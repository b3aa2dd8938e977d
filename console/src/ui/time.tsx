import { formatRelative, isForever, utcMinute } from '../lib/format-time.ts';
import { useFormats } from '../lib/formats.ts';
import { t } from '../lib/translate.ts';

type Shown = 'day' | 'minute' | 'last-day';

/** A time in the site's zone; the pointer shows UTC. An end that is none is told in words. */
export function Time({ at, as = 'minute', now }: { at: string | null; as?: Shown; now?: string | undefined }) {
  const formats = useFormats();
  if (at === null) return <span className="muted">–</span>;
  if (isForever(at)) return <span className="muted">{t('time.no-end')}</span>;
  const exact = as === 'day' ? formats.day(at) : as === 'last-day' ? formats.lastDay(at) : formats.minute(at);
  const relative = now === undefined ? null : formatRelative(at, now, formats.locale);
  return (
    <time dateTime={at} title={relative === null ? utcMinute(at) : `${exact} · ${utcMinute(at)}`} className="nowrap">
      {relative ?? exact}
    </time>
  );
}

/** A half-open period as people say it: with its last day. */
export const PeriodText = ({ from, to }: { from: string; to: string }) => (
  <span>
    <Time at={from} as="day" /> – <Time at={to} as="last-day" />
  </span>
);
