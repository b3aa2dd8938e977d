import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DocumentFrame } from '../../../ui/document-frame.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Money } from '../../../ui/money.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { PeriodText, Time } from '../../../ui/time.tsx';
import { previewQuery } from '../queries.ts';

type PreviewPanelProps = {
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly onClose: () => void;
};

/** What the next invoice would look like. */
export function PreviewPanel({ customerId, billingProfileId, onClose }: PreviewPanelProps) {
  const preview = useQuery(previewQuery(useApi(), customerId, billingProfileId));
  const invoice = preview.data?.document;
  return (
    <Panel wide title={t('preview.title')} onClose={onClose}>
      {preview.isError ? (
        <ProblemAlert error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data === undefined || invoice === undefined ? (
        <p className="inline" role="status">
          <Spinner /> {t('preview.loading')}
        </p>
      ) : (
        <div className="page">
          <p className="muted">{t('preview.words')}</p>
          <Facts
            of={[
              {
                label: t('preview.period'),
                value: <PeriodText from={invoice.period.from} to={invoice.period.to} />,
              },
              { label: t('preview.due'), value: <Time at={invoice.dueDate} as="day" /> },
              { label: t('bill.total'), value: <Money amount={invoice.totals.total} currency={invoice.currency} /> },
              { label: t('bill.due'), value: <Money amount={invoice.totals.due} currency={invoice.currency} /> },
            ]}
          />
          <DocumentFrame title={t('preview.frame')} html={preview.data.html} />
        </div>
      )}
    </Panel>
  );
}
