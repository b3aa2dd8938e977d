import Modal from '@cloudscape-design/components/modal';
import { t } from '../lib/translate.ts';

const keys = () => [
  { press: ['Ctrl K'], words: t('shortcuts.palette') },
  { press: ['/'], words: t('shortcuts.filter') },
  { press: ['C'], words: t('shortcuts.create') },
  { press: ['G C', 'G J', 'G H'], words: t('shortcuts.go') },
  { press: ['[', ']'], words: t('shortcuts.sections') },
  { press: ['?'], words: t('shortcuts.help') },
  { press: ['Esc'], words: t('shortcuts.close') },
];

export const ShortcutsHelp = ({ onClose }: { onClose: () => void }) => (
  <Modal visible size="small" header={t('shortcuts.title')} onDismiss={onClose}>
    <ul className="hits">
      {keys().map(({ press, words }) => (
        <li className="hit" key={words}>
          <span>{words}</span>
          <span className="inline">
            {press.map((key) => (
              <kbd className="key" key={key}>
                {key}
              </kbd>
            ))}
          </span>
        </li>
      ))}
    </ul>
  </Modal>
);
