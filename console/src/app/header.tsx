import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { Link } from '@tanstack/react-router';
import { Menu, Search } from 'lucide-react';
import type { ConsoleConfig } from '../lib/config.ts';
import { useSession } from '../lib/session.ts';
import { t } from '../lib/translate.ts';
import { Brand } from './brand.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { EnvironmentPill } from './sign-in-page.tsx';

type HeaderProps = {
  readonly config: ConsoleConfig;
  readonly environment: string;
  readonly onSearch: () => void;
  readonly onMenu: () => void;
  readonly menuOpen: boolean;
};

const isMac = /Mac|iPhone|iPad/.test(window.navigator.platform);

/** Brand, search, settings and the person. */
export function AppHeader({ config, environment, onSearch, onMenu, menuOpen }: HeaderProps) {
  const { name, email, roles, signOut } = useSession();
  return (
    <header className="header">
      <div className="header__brand">
        <button
          type="button"
          className="plain icon-button header__menu"
          aria-label={t('nav.open')}
          aria-expanded={menuOpen}
          aria-controls="rail"
          onClick={onMenu}
        >
          <Menu size={19} aria-hidden="true" />
        </button>
        <Link to="/" className="header__home">
          <Brand />
        </Link>
        <EnvironmentPill environment={environment} />
      </div>
      <button type="button" className="plain search-button" aria-label={t('search.open')} onClick={onSearch}>
        <Search size={15} aria-hidden="true" />
        <span className="search-button__words">{t('search.open')}</span>
        <kbd className="key">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <div className="header__tools">
        <SettingsMenu config={config} />
        <ButtonDropdown
          ariaLabel={t('user.menu', { name })}
          expandToViewport
          items={[
            {
              id: 'who',
              text: name,
              items: [
                {
                  id: 'email',
                  text: email,
                  secondaryText: t('user.roles', { roles: roles.join(', ') }),
                  disabled: true,
                },
                { id: 'sign-out', text: t('user.sign-out') },
              ],
            },
          ]}
          onItemClick={({ detail }) => {
            if (detail.id === 'sign-out') signOut();
          }}
        >
          {initials(name)}
        </ButtonDropdown>
      </div>
    </header>
  );
}

/** Dana Demo: DD. */
const initials = (name: string): string =>
  name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
