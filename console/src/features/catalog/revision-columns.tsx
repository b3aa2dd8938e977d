import { t } from '../../lib/translate.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Time } from '../../ui/time.tsx';
import { placeWords } from './difference-table.tsx';
import { ActionPill } from './revision-panel.tsx';
import type { Revision } from './revisions.ts';

const NAMED = 3;

/** What was changed in a few words: the first fields by name. */
export function changeWords({ changes, moreChanges }: Revision): string {
  const names = changes.slice(0, NAMED).map(({ pointer }) => placeWords(pointer));
  const rest = changes.length + moreChanges - names.length;
  if (names.length === 0) return '–';
  return rest === 0 ? names.join(', ') : t('change.and-more', { names: names.join(', '), count: rest });
}

/** Columns that every list of changes has. */
export const revisionColumns: readonly Column<Revision>[] = [
  { id: 'action', header: t('change.action'), cell: ({ action }) => <ActionPill action={action} /> },
  { id: 'what', header: t('change.what'), cell: changeWords },
  { id: 'who', header: t('activities.who'), cell: ({ actor }) => actor },
  { id: 'at', header: t('activities.when'), cell: ({ at }) => <Time at={at} /> },
];
