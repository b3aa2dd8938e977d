import Button from '@cloudscape-design/components/button';
import { t } from '../lib/translate.ts';
import { Brand } from './brand.tsx';

/** Without its settings the console knows neither the API nor the way to sign in. */
export const StartFailed = () => (
  <main className="centre">
    <div className="gate">
      <Brand />
      <h1 className="gate__title">{t('gate.broken')}</h1>
      <p className="muted">{t('gate.broken.words')}</p>
      <Button onClick={() => window.location.reload()}>{t('gate.reload')}</Button>
    </div>
  </main>
);
