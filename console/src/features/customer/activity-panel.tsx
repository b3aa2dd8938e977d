import type { Activity } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';

type Change = { readonly field: string; readonly before: string; readonly after: string };

const word = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** The fields that differ between two states. */
function changesOf({ before = {}, after = {} }: Activity): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: word(before[field]), after: word(after[field]) }))
    .filter((change) => change.before !== change.after);
}

/** One activity, with what was there before and after. */
export const ActivityPanel = ({ activity, onClose }: { activity: Activity; onClose: () => void }) => (
  <Panel title={t('activities.detail')} onClose={onClose}>
    <div className="page">
      <p className="strong">{activity.summary}</p>
      <Facts
        of={[
          { label: t('activities.when'), value: <Time at={activity.at} /> },
          { label: t('activities.who'), value: activity.actor },
          { label: t('activities.action'), value: <span className="mono">{activity.action}</span> },
          {
            label: t('activities.object'),
            value: <span className="mono">{`${activity.objectType} ${activity.objectId}`}</span>,
          },
        ]}
      />
      <DataTable<Change>
        embedded
        title={t('activities.field')}
        columns={[
          { id: 'field', header: t('activities.field'), rowHeader: true, cell: ({ field }) => field },
          {
            id: 'before',
            header: t('activities.before'),
            cell: ({ before }) => <span className="muted">{before}</span>,
          },
          { id: 'after', header: t('activities.after'), cell: ({ after }) => after },
        ]}
        rows={changesOf(activity)}
        rowId={({ field }) => field}
        empty={<Empty title={t('activities.no-diff')} />}
      />
    </div>
  </Panel>
);
