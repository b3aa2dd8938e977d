import { getRouteApi } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { Empty } from '../../ui/empty.tsx';
import type { KindPage } from './kind-page.tsx';
import { KIND_PAGES } from './kind-pages.ts';

const list = getRouteApi('/catalog/$kind');
const one = getRouteApi('/catalog/$kind/$code');

const pageOf = (kind: string): KindPage | undefined => Object.entries(KIND_PAGES).find(([path]) => path === kind)?.[1];

/** The list of the kind that the address names. */
export function KindSection() {
  const { kind } = list.useParams();
  return pageOf(kind)?.list() ?? <Empty title={t('catalog.unknown')} />;
}

/** The object that the address names. */
export function ObjectSection() {
  const { kind, code } = one.useParams();
  return pageOf(kind)?.detail(code) ?? <Empty title={t('catalog.unknown')} />;
}
