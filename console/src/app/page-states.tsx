import type { ErrorComponentProps } from '@tanstack/react-router';
import { t } from '../lib/translate.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { TextLink } from '../ui/text-link.tsx';

export const NotFoundPage = () => (
  <Page title={t('problem.not-found')}>
    <Empty title={t('problem.not-found')} action={<TextLink to="/">{t('problem.home')}</TextLink>}>
      {t('problem.not-found.words')}
    </Empty>
  </Page>
);

/** A page that broke; the frame around it stays. */
export const PageFailed = ({ error, reset }: ErrorComponentProps) => <ProblemAlert error={error} retry={reset} />;
