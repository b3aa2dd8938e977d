import { t } from '../lib/translate.ts';

/** The label of a field that may stay empty. */
export const OptionalLabel = ({ label }: { label: string }) => (
  <span>
    {label} <i className="muted">– {t('form.optional')}</i>
  </span>
);
