import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { t } from '../lib/translate.ts';
import type { PreferencesProps } from './table-preferences.tsx';

const PAGE_SIZES = [20, 50, 100];

/** Chooses columns and page size. */
export const PreferencesDialog = ({ columns, chosen, onChoose }: PreferencesProps) => (
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
