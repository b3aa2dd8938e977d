import Button from '@cloudscape-design/components/button';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { t } from '../lib/translate.ts';

/** Where the shell shows panels; null until it is there. */
export const PanelSlot = createContext<HTMLElement | null>(null);

type PanelProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** The detail of one row, at the right of the page. Escape closes it, focus goes back to where it was. */
export function Panel(props: PanelProps) {
  const slot = useContext(PanelSlot);
  return slot === null ? null : createPortal(<PanelBox {...props} />, slot);
}

function PanelBox({ title, onClose, wide, children }: PanelProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    box.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <aside
      ref={box}
      tabIndex={-1}
      aria-label={title}
      className={wide ? 'panel panel--wide' : 'panel'}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="panel__head">
        <h2 className="page-head__title">{title}</h2>
        <Button variant="icon" iconName="close" ariaLabel={t('panel.close')} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="panel__body" tabIndex={0} aria-label={title}>
        {children}
      </section>
    </aside>
  );
}
