import type { ReactNode } from 'react';

export type Kpi = {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly bad?: boolean;
};

/** The figures that matter first. */
export const Kpis = ({ of, label }: { of: readonly Kpi[]; label: string }) => (
  <section className="kpis" aria-label={label}>
    {of.map((kpi) => (
      <div className="kpi" key={kpi.label}>
        <span className="kpi__label">{kpi.label}</span>
        <span className="kpi__value">{kpi.value}</span>
        <span className={kpi.bad ? 'kpi__note kpi__note--bad' : 'kpi__note'}>{kpi.note}</span>
      </div>
    ))}
  </section>
);
