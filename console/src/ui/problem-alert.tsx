import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { asProblem } from '../lib/problem.ts';
import { t } from '../lib/translate.ts';
import { CopyId } from './copy-id.tsx';

/** What went wrong, what to do, and the request id for support. */
export function ProblemAlert({ error, retry }: { error: unknown; retry?: () => void }) {
  const { status, message, detail, requestId } = asProblem(error);
  const isForbidden = status === 403;
  return (
    <Alert
      type={isForbidden ? 'info' : 'error'}
      header={isForbidden ? t('problem.forbidden') : status === 0 ? t('problem.unreachable') : message}
      action={retry && !isForbidden ? <Button onClick={retry}>{t('problem.retry')}</Button> : undefined}
    >
      <span className="inline">
        {isForbidden ? t('problem.forbidden.words') : status === 0 ? t('problem.unreachable.words') : detail}
        {requestId === undefined || isForbidden ? null : <CopyId id={requestId} label={t('problem.request')} />}
      </span>
    </Alert>
  );
}
