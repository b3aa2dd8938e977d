import { type ReactNode, useEffect } from 'react';
import { t } from '../lib/translate.ts';

type PageProps = {
  readonly title: string;
  /** More words for the window's title, when the heading alone does not say where one is. */
  readonly context?: string;
  readonly crumbs?: readonly ReactNode[];
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
  /** The heading is shown by what the page holds. */
  readonly bare?: boolean;
  readonly children: ReactNode;
};

/** A page: its place, its heading, its actions at the top right. The window's title follows. */
export function Page({ title, context, crumbs, facts, actions, bare, children }: PageProps) {
  useEffect(() => {
    document.title = t('page.title', { title: context === undefined ? title : `${title} · ${context}` });
  }, [title, context]);
  return (
    <div className="page">
      {bare ? null : (
        <div className="page-head">
          {crumbs === undefined ? null : (
            <nav aria-label={t('page.crumbs')}>
              <ol className="crumbs">
                {crumbs.map((crumb, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a path never reorders
                  <li key={index}>{crumb}</li>
                ))}
              </ol>
            </nav>
          )}
          <div className="page-head__row">
            <h1 className="page-head__title">{title}</h1>
            <div className="inline no-print">{actions}</div>
          </div>
          {facts === undefined ? null : <div className="page-head__facts">{facts}</div>}
        </div>
      )}
      {children}
    </div>
  );
}
