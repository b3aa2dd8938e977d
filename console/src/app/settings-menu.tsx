import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import type { ConsoleConfig } from '../lib/config.ts';
import { changeSettings, type Settings, useSettings } from '../lib/settings.ts';
import { t } from '../lib/translate.ts';

/** Theme, density and shortcuts, each kept at once. */
export function SettingsMenu({ config }: { config: ConsoleConfig }) {
  const settings = useSettings();
  const choice = (id: string, text: string, checked: boolean): ButtonDropdownProps.CheckboxItem => ({
    itemType: 'checkbox',
    id,
    text,
    checked,
  });
  const themes = (['system', 'light', 'dark'] as const).map((theme) =>
    choice(`theme:${theme}`, t(`settings.theme.${theme}`), settings.theme === theme),
  );
  const densities = (['comfortable', 'compact'] as const).map((density) =>
    choice(`density:${density}`, t(`settings.density.${density}`), settings.density === density),
  );
  const { mailboxUrl } = config;
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel={t('settings.open')}
      expandToViewport
      items={[
        { text: t('settings.theme'), items: themes },
        { text: t('settings.density'), items: densities },
        {
          ...choice('shortcuts', t('settings.shortcuts'), settings.shortcuts),
          secondaryText: t('settings.shortcuts.hint'),
        },
        ...(mailboxUrl === undefined
          ? []
          : [{ id: 'mailbox', text: t('settings.mailbox'), href: mailboxUrl, external: true }]),
      ]}
      onItemClick={({ detail }) => choose(detail.id, settings)}
    />
  );
}

function choose(id: string, { shortcuts }: Settings): void {
  if (id === 'shortcuts') changeSettings({ shortcuts: !shortcuts });
  if (id === 'theme:system') changeSettings({ theme: 'system' });
  if (id === 'theme:light') changeSettings({ theme: 'light' });
  if (id === 'theme:dark') changeSettings({ theme: 'dark' });
  if (id === 'density:comfortable') changeSettings({ density: 'comfortable' });
  if (id === 'density:compact') changeSettings({ density: 'compact' });
}
