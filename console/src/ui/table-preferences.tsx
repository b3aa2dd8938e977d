import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import { readKept } from '../lib/kept.ts';
import { t } from '../lib/translate.ts';

export type TablePreferences = { readonly pageSize: number; readonly visible: readonly string[] };

/** Columns and page size of one table, remembered in the browser. */
export function useTablePreferences(table: string, defaults: TablePreferences) {
  const key = `billow.table.${table}`;
  const [chosen, setChosen] = useState(() => readKept(window.localStorage, key, defaults));
  const choose = (next: TablePreferences): void => {
    window.localStorage.setItem(key, JSON.stringify(next));
    setChosen(next);
  };
  return [chosen, choose] as const;
}

export type PreferencesProps = {
  readonly columns: readonly { readonly id: string; readonly header: string; readonly rowHeader?: boolean }[];
  readonly chosen: TablePreferences;
  readonly onChoose: (next: TablePreferences) => void;
};

/** Much code for a button that is rarely pressed: it comes after the table. */
const Preferences = lazy(() =>
  import('./preferences-dialog.tsx').then((module) => ({ default: module.PreferencesDialog })),
);

export const TablePreferencesButton = (props: PreferencesProps) => (
  <Suspense fallback={<Button variant="icon" iconName="settings" disabled ariaLabel={t('table.preferences')} />}>
    <Preferences {...props} />
  </Suspense>
);
