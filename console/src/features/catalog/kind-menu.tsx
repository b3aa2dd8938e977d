import Select from '@cloudscape-design/components/select';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { CATALOG_GROUPS } from './catalog-groups.ts';

const MORE = [
  { to: '/catalog/changes', words: 'catalog.changes' },
  { to: '/catalog/file', words: 'catalog.file' },
] as const;

/** The kinds by what they are about. Where there is little room, a field to choose from. */
export function KindMenu() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const options = [
    { label: t('catalog.group.whole'), options: MORE.map(({ to, words }) => ({ value: to, label: t(words) })) },
    ...CATALOG_GROUPS.map(({ title, paths }) => ({
      label: t(title),
      options: paths.map((kind) => ({ value: `/catalog/${kind}`, label: t(`catalog.${kind}`) })),
    })),
  ];
  const chosen = options
    .flatMap((group) => group.options)
    .find(({ value }) => path === value || path.startsWith(`${value}/`));
  return (
    <>
      <nav className="kind-menu" aria-label={t('catalog.kinds')}>
        <section aria-label={t('catalog.group.whole')}>
          <p className="kind-menu__title">{t('catalog.group.whole')}</p>
          <ul>
            {MORE.map(({ to, words }) => (
              <li key={to}>
                <Link
                  to={to}
                  className="kind-menu__link"
                  activeOptions={{ includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  {t(words)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
        {CATALOG_GROUPS.map(({ title, paths }) => (
          <section key={title} aria-label={t(title)}>
            <p className="kind-menu__title">{t(title)}</p>
            <ul>
              {paths.map((kind) => (
                <li key={kind}>
                  <Link
                    to="/catalog/$kind"
                    params={{ kind }}
                    className="kind-menu__link"
                    activeOptions={{ includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                  >
                    {t(`catalog.${kind}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className="kind-choice no-print">
        <Select
          ariaLabel={t('catalog.kinds')}
          selectedOption={chosen ?? null}
          placeholder={t('catalog.kinds')}
          options={options}
          onChange={({ detail }) => void navigate({ href: detail.selectedOption.value ?? '/catalog' })}
        />
      </div>
    </>
  );
}
