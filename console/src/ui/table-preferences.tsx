import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { useState } from 'react';
import { t } from '../lib/translate.ts';

export type TablePreferences = { readonly pageSize: number; readonly visible: readonly string[] };

const PAGE_SIZES = [20, 50, 100];

/** Columns and page size of one table, remembered in the browser. */
export function useTablePreferences(table: string, defaults: TablePreferences) {
  const key = `billow.table.${table}`;
  const [chosen, setChosen] = useState<TablePreferences>(() => read(key, defaults));
  const choose = (next: TablePreferences): void => {
    window.localStorage.setItem(key, JSON.stringify(next));
    setChosen(next);
  };
  return [chosen, choose] as const;
}

function read(key: string, defaults: TablePreferences): TablePreferences {
  try {
    const kept: Partial<TablePreferences> = JSON.parse(window.localStorage.getItem(key) ?? '{}');
    return { ...defaults, ...kept };
  } catch {
    return defaults;
  }
}

type PreferencesProps = {
  readonly columns: readonly { readonly id: string; readonly header: string; readonly rowHeader?: boolean }[];
  readonly chosen: TablePreferences;
  readonly onChoose: (next: TablePreferences) => void;
};

export const TablePreferencesButton = ({ columns, chosen, onChoose }: PreferencesProps) => (
  <CollectionPreferences
    title={t('table.preferences')}
    confirmLabel={t('action.confirm')}
    cancelLabel={t('action.cancel')}
    preferences={{ pageSize: chosen.pageSize, visibleContent: chosen.visible }}
    pageSizePreference={{
      title: t('table.page-size'),
      options: PAGE_SIZES.map((value) => ({ value, label: t('table.rows', { count: value }) })),
    }}
    visibleContentPreference={{
      title: t('table.columns'),
      options: [
        {
          label: t('table.columns'),
          options: columns.map(({ id, header, rowHeader }) => ({ id, label: header, editable: !rowHeader })),
        },
      ],
    }}
    onConfirm={({ detail }) =>
      onChoose({ pageSize: detail.pageSize ?? chosen.pageSize, visible: detail.visibleContent ?? chosen.visible })
    }
  />
);
