import { useFormats } from '../lib/formats.ts';

/** An amount, tabular and with its currency. */
export function Money({ amount, currency }: { amount: string; currency?: string | undefined }) {
  const { money } = useFormats();
  return <span className="nowrap">{money(amount, currency)}</span>;
}
