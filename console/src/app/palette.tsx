import Input, { type InputProps } from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { findCustomersQuery } from '../features/customers/queries.ts';
import { useApi } from '../lib/api.ts';
import { useMay } from '../lib/session.ts';
import { t } from '../lib/translate.ts';
import { Empty } from '../ui/empty.tsx';
import { useFirstFocus } from '../ui/use-first-focus.ts';

type Hit = { readonly id: string; readonly href: string; readonly words: string; readonly note: string };

const DEBOUNCE_MS = 120;

/** Finds customers and pages; arrows choose, Enter goes. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<InputProps.Ref>(null);
  const sought = useDebounced(words.trim());
  const mayFind = useMay('listCustomers');
  const found = useQuery({ ...findCustomersQuery(useApi(), sought), enabled: mayFind && sought !== '' });
  const pages = usePages().filter(({ words: name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const customers = (sought === '' ? [] : (found.data ?? [])).map(
    ({ customerId, name, email }): Hit => ({
      id: `customer-${customerId}`,
      href: `/customers/${customerId}/overview`,
      words: name,
      note: email,
    }),
  );
  const hits = [...customers, ...pages];
  const chosen = Math.min(at, hits.length - 1);
  const navigate = useNavigate();
  const go = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    onClose();
    void navigate({ href: hit.href });
  };
  useFirstFocus(field);
  useEffect(() => {
    const id = hits[chosen]?.id;
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <Modal visible header={t('search.title')} onDismiss={onClose}>
      <div className="stack">
        <Input
          ref={field}
          type="search"
          value={words}
          placeholder={t('search.open')}
          ariaLabel={t('search.label')}
          clearAriaLabel={t('search.clear')}
          nativeInputAttributes={{
            role: 'combobox',
            'aria-expanded': hits.length > 0,
            'aria-controls': 'palette-hits',
            'aria-activedescendant': hits[chosen]?.id,
            autoComplete: 'off',
          }}
          onChange={({ detail }) => {
            setWords(detail.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const { key } = event.detail;
            if (key === 'Enter') go(hits[chosen]);
            if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
            event.preventDefault();
            setAt(Math.max(0, Math.min(hits.length - 1, chosen + (key === 'ArrowDown' ? 1 : -1))));
          }}
        />
        <div id="palette-hits" role="listbox" aria-label={t('search.results')} className="hits">
          {hits.map((hit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys of the list
            <div
              key={hit.id}
              id={hit.id}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="hit"
              onClick={() => go(hit)}
              onMouseMove={() => setAt(index)}
            >
              <span className="hit__words strong">{hit.words}</span>
              <span className="hit__words muted small">{hit.note}</span>
            </div>
          ))}
        </div>
        {hits.length === 0 && !found.isFetching ? (
          <Empty title={t('search.none', { words: words.trim() })}>{t('search.none.words')}</Empty>
        ) : null}
      </div>
    </Modal>
  );
}

function usePages(): readonly Hit[] {
  const router = useRouter();
  const places = [
    { to: '/', words: t('nav.home') },
    { to: '/customers', words: t('nav.customers') },
    { to: '/catalog', words: t('nav.catalog') },
    { to: '/usage-events', words: t('nav.usage') },
    { to: '/usage-events/try', words: t('usage.try') },
    { to: '/usage-events/re-ratings', words: t('usage.re-ratings') },
    { to: '/usage-events/what-if', words: t('usage.what-if') },
    { to: '/notifications', words: t('nav.notifications') },
    { to: '/notifications/endpoints', words: t('endpoints.title') },
    { to: '/jobs', words: t('nav.jobs') },
    { to: '/catalog/changes', words: t('catalog.changes') },
    { to: '/catalog/file', words: t('catalog.file') },
  ] as const;
  return places.map(({ to, words }) => ({
    id: `page-${words}`.replaceAll(' ', '-'),
    href: router.buildLocation({ to }).href,
    words,
    note: t('search.pages'),
  }));
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
