import { t } from '../../lib/translate.ts';
import { Pill } from '../../ui/pill.tsx';

/** Whether an endpoint is told anything. */
export const EnabledPill = ({ enabled }: { enabled: boolean }) => (
  <Pill tone={enabled ? 'good' : 'calm'}>{enabled ? t('endpoints.on') : t('endpoints.off')}</Pill>
);
