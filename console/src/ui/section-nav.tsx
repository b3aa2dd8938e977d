import type { ReactNode } from 'react';

/** The sections of one thing as links: deep links and middle clicks work. */
export const SectionNav = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav aria-label={label}>
    <ul className="section-nav">{children}</ul>
  </nav>
);
