import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useSyncExternalStore } from 'react';
import { useAuth } from 'react-oidc-context';
import { useSessionExpired } from '../lib/session-state.ts';
import { t } from '../lib/translate.ts';
import { here } from './session-gate.tsx';

const onlineStore = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that nothing can be loaded or saved just now, and keeps the page as it is. */
export function SessionBanner() {
  const auth = useAuth();
  const isExpired = useSessionExpired();
  const isOnline = useSyncExternalStore(onlineStore, () => window.navigator.onLine);
  if (!isOnline) {
    return (
      <Alert type="warning" header={t('session.offline')}>
        {t('session.offline.words')}
      </Alert>
    );
  }
  if (!isExpired) return null;
  return (
    <Alert
      type="warning"
      header={t('session.expired')}
      action={
        <Button variant="primary" onClick={() => void auth.signinRedirect({ state: { returnTo: here() } })}>
          {t('session.sign-in')}
        </Button>
      }
    >
      {t('session.expired.words')}
    </Alert>
  );
}
