import type { ReactNode } from 'react';
import { t } from '../../lib/translate.ts';
import type { Fact } from '../../ui/facts.tsx';
import type { CatalogPath } from './catalog-groups.ts';
import { CodeLink, CodeLinks } from './code-link.tsx';

/** A fact when it is given, and none otherwise. */
export const given = (label: string, value: ReactNode | undefined): readonly Fact[] =>
  value === undefined ? [] : [{ label, value }];

/** A fact that names another object. */
export const givenCode = (label: string, to: CatalogPath, code: string | undefined): readonly Fact[] =>
  code === undefined ? [] : [{ label, value: <CodeLink to={to} code={code} /> }];

/** A fact that names other objects. */
export const givenCodes = (label: string, to: CatalogPath, codes: readonly string[] | undefined): readonly Fact[] =>
  codes === undefined || codes.length === 0 ? [] : [{ label, value: <CodeLinks to={to} codes={codes} /> }];

export const yesNo = (is: boolean | undefined): string => (is === true ? t('catalog.yes') : t('catalog.no'));
