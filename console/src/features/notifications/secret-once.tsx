import Alert from '@cloudscape-design/components/alert';
import { t } from '../../lib/translate.ts';
import { CopyId } from '../../ui/copy-id.tsx';

/** A secret, the only time that it is shown. */
export const SecretOnce = ({ secret }: { secret: string }) => (
  <Alert type="warning" header={t('secret.title')}>
    <div className="stack">
      <p>{t('secret.words')}</p>
      <span className="mono">
        <CopyId id={secret} label={t('secret.label')} />
      </span>
    </div>
  </Alert>
);
