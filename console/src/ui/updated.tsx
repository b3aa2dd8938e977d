import Button from '@cloudscape-design/components/button';
import { useEffect, useState } from 'react';
import { t } from '../lib/translate.ts';

type UpdatedProps = { readonly at: number; readonly busy: boolean; readonly refresh: () => void };

const TICK_MS = 5000;

/** How old a live list is, and a button that asks anew. */
export function Updated({ at, busy, refresh }: UpdatedProps) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return (
    <span className="inline no-print">
      {at === 0 ? null : (
        <span className="updated">{seconds < TICK_MS / 1000 ? t('updated.now') : t('updated.ago', { seconds })}</span>
      )}
      <Button iconName="refresh" variant="icon" ariaLabel={t('updated.refresh')} loading={busy} onClick={refresh} />
    </span>
  );
}
