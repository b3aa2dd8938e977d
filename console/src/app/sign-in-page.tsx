import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { t } from '../lib/translate.ts';
import { Pill } from '../ui/pill.tsx';
import { Brand } from './brand.tsx';

type SignInPageProps = {
  readonly environment: string;
  /** Signing in is under way. */
  readonly busy: boolean;
  readonly expired: boolean;
  readonly error: string | undefined;
  readonly onSignIn: () => void;
};

/** Before and between sessions. */
export function SignInPage({ environment, busy, expired, error, onSignIn }: SignInPageProps) {
  return (
    <main className="centre">
      <div className="gate">
        <div className="gate__brand">
          <Brand />
          <EnvironmentPill environment={environment} />
        </div>
        <h1 className="gate__title">{busy ? t('gate.wait') : t('gate.title')}</h1>
        {busy ? (
          <div role="status">
            <Spinner size="large" />
          </div>
        ) : (
          <>
            <p className="muted">{expired ? t('gate.expired') : t('gate.words')}</p>
            {error === undefined ? null : (
              <Alert type="error" header={t('gate.failed')}>
                {error}
              </Alert>
            )}
            <Button variant="primary" fullWidth onClick={onSignIn}>
              {t('gate.sign-in')}
            </Button>
          </>
        )}
      </div>
    </main>
  );
}

/** Which world one works in. */
export const EnvironmentPill = ({ environment }: { environment: string }) =>
  environment === 'production' ? (
    <Pill tone="good" plain>
      {t('environment.production')}
    </Pill>
  ) : (
    <Pill tone="warn" plain>
      {t('environment.sandbox')}
    </Pill>
  );
