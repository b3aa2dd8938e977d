import type { ReactNode } from 'react';

type EmptyProps = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode };

/** Nothing yet, no match, or not available: a sentence and what to do. */
export const Empty = ({ title, children, action }: EmptyProps) => (
  <div className="empty">
    <p className="empty__title">{title}</p>
    {children === undefined ? null : <p className="muted">{children}</p>}
    {action}
  </div>
);
