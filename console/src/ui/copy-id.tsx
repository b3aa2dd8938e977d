import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { t } from '../lib/translate.ts';

/** An id in mono with a button that copies it. */
export const CopyId = ({ id, label }: { id: string; label: string }) => (
  <CopyToClipboard
    variant="inline"
    textToCopy={id}
    textToDisplay={id}
    copyButtonAriaLabel={t('copy.id', { label })}
    copySuccessText={t('copy.done')}
    copyErrorText={t('copy.failed')}
  />
);
