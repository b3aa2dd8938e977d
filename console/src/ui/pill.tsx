import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'calm';

/** A word with a colour: state is never told by colour alone. */
export const Pill = ({ tone = 'calm', plain, children }: { tone?: Tone; plain?: boolean; children: ReactNode }) => (
  <span className={`pill pill--${tone}${plain ? ' pill--plain' : ''}`}>{children}</span>
);
