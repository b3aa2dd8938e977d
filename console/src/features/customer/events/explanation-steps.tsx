import type { Explanation } from '../../../lib/answers.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { useAmount } from '../../catalog/use-amount.ts';
import { partWords, type Step, stepWords } from './step-words.ts';

/** How an amount came about, as people would say it. */
export const Sentences = ({ of }: { of: readonly string[] }) => (
  <section className="stack" aria-label={t('explain.words')}>
    <ol className="sentences">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  </section>
);

type ExplanationStepsProps = {
  readonly steps: Explanation['steps'];
  /** What the event costs in. */
  readonly resource: string | undefined;
};

/** The steps of rating as a table; a price shows the parts that it is made of. */
export function ExplanationSteps({ steps, resource }: ExplanationStepsProps) {
  const formats = useFormats();
  const amountOf = useAmount();
  const writing = { formats, amountOf, resource };
  if (steps.length === 0) return null;
  const rows = steps.map((step, index) => ({ step, place: index + 1 }));
  return (
    <DataTable<{ readonly step: Step; readonly place: number }>
      embedded
      title={t('explain.steps')}
      columns={[
        { id: 'step', header: t('explain.step'), rowHeader: true, cell: ({ step }) => t(`step.${step.step}`) },
        {
          id: 'what',
          header: t('explain.what'),
          cell: ({ step }) => (
            <span className="two-lines">
              <span>{stepWords(step, writing).what}</span>
              {step.step === 'price'
                ? step.parts.map((part) => (
                    <span key={JSON.stringify(part)} className="muted small">
                      {t('part.amount', {
                        part: partWords(part, writing, step.resource),
                        amount: amountOf(step.resource)(part.amount),
                      })}
                    </span>
                  ))
                : null}
            </span>
          ),
        },
        {
          id: 'amount',
          header: t('explain.amount'),
          numeric: true,
          cell: ({ step }) => stepWords(step, writing).amount,
        },
      ]}
      rows={rows}
      rowId={({ place }) => String(place)}
      empty={null}
    />
  );
}
