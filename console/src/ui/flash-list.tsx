import Flashbar from '@cloudscape-design/components/flashbar';
import { t } from '../lib/translate.ts';
import type { Flash } from './flashes.tsx';

type FlashListProps = { readonly flashes: readonly Flash[]; readonly onDismiss: (id: string) => void };

/** The messages of the moment, above the page. */
export const FlashList = ({ flashes, onDismiss }: FlashListProps) => (
  <div className="no-print">
    <Flashbar
      items={flashes.map(({ id, type, words, detail }) => ({
        id,
        type,
        header: words,
        content: detail,
        dismissible: true,
        dismissLabel: t('flash.dismiss'),
        onDismiss: () => onDismiss(id),
      }))}
    />
  </div>
);
