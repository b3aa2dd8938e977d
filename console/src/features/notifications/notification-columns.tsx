import type { ReactNode } from 'react';
import { t } from '../../lib/translate.ts';
import type { Column } from '../../ui/data-table.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { Time } from '../../ui/time.tsx';
import type { Notification } from './queries.ts';

type AmountOf = (resource: string | undefined) => (text: string) => string;

/** What it is about: the resource, and the threshold or limit that was met. */
export function aboutWords({ resource, threshold, limit, total }: Notification, amountOf: AmountOf): string {
  if (resource === null) return '–';
  const amount = amountOf(resource);
  if (threshold !== null) {
    return threshold.type === 'percent'
      ? t('notifications.about.percent', { resource, percent: threshold.value })
      : t('notifications.about.value', { resource, amount: amount(threshold.value) });
  }
  if (limit !== null && total !== null) {
    return t('notifications.about.limit', { resource, total: amount(total), limit: amount(limit) });
  }
  return resource;
}

/** Columns of notifications; `title` opens one. */
export const notificationColumns = (
  amountOf: AmountOf,
  title: (notification: Notification) => ReactNode,
): readonly Column<Notification>[] => [
  {
    id: 'what',
    header: t('notifications.what'),
    rowHeader: true,
    cell: (notification) => (
      <span className="two-lines">
        <span>{title(notification)}</span>
        <span className="muted small">{aboutWords(notification, amountOf)}</span>
      </span>
    ),
  },
  {
    id: 'channel',
    header: t('communications.channel'),
    cell: ({ channel, sentTo, endpoint }) => (
      <span className="two-lines">
        <span>{t(`channel.${channel}`)}</span>
        <span className="muted small">{sentTo ?? endpoint}</span>
      </span>
    ),
  },
  { id: 'state', header: t('runs.state'), cell: ({ state }) => <StatusPill status={state} /> },
  { id: 'at', header: t('communications.when'), cell: ({ at }) => <Time at={at} /> },
];
