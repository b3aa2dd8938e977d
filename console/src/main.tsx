import '@cloudscape-design/global-styles/index.css';
import '@fontsource-variable/inter/wght.css';
import 'virtual:theme.css';
import './ui/ui.css';
import './ui/parts.css';
import { UserManager } from 'oidc-client-ts';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './app/console-app.tsx';
import { createConsoleRouter } from './app/router.tsx';
import { StartFailed } from './app/start-failed.tsx';
import { authSettings } from './lib/auth-settings.ts';
import { loadConfig } from './lib/config.ts';
import { applySettings, followSystem } from './lib/settings.ts';
import { loadWords } from './lib/translate.ts';

async function start(): Promise<void> {
  applySettings();
  // Not waited for: a page that needs them waits itself, and asks again if they did not come.
  loadWords().catch(() => undefined);
  followSystem();
  const root = createRoot(document.getElementById('root') ?? document.body);
  try {
    const [config, { default: kitMessages }] = await Promise.all([
      loadConfig(),
      import('@cloudscape-design/components/i18n/messages/all.en'),
    ]);
    root.render(
      <ConsoleApp
        config={config}
        users={new UserManager(authSettings(config))}
        kitMessages={[kitMessages]}
        router={createConsoleRouter(config)}
      />,
    );
  } catch {
    root.render(<StartFailed />);
  }
}

void start();
