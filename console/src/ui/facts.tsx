import type { ReactNode } from 'react';

export type Fact = { readonly label: string; readonly value: ReactNode };

/** Names and values, in as many columns as fit; `wide`: one below the other. */
export const Facts = ({ of, wide }: { of: readonly Fact[]; wide?: boolean }) => (
  <dl className={wide ? 'facts facts--wide' : 'facts'}>
    {of.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
