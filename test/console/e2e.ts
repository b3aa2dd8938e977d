import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { DEMO_OPERATOR } from '../../local/cli/demo-operator.ts';

/**
 * Walks an operator's way in a real browser: sign-in, customers, overview, bills, events. Nothing may be wrong for axe, and nothing
 * may be written to the browser's console. BILLOW_CONSOLE_URL names a running console with the demo; without it a stack is started.
 */
const CHROMIUM = process.env['BILLOW_CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** For what the demo does in the background, on a machine that has other things to do, too. */
const PATIENCE_MS = 300_000;

type Console = { readonly url: string; readonly stop: () => Promise<void> };

async function main(): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      `There is no Chromium at ${CHROMIUM}. Install one (Debian: apt-get install chromium) or name yours: BILLOW_CHROMIUM=/path npm run test:e2e`,
    );
  }
  const console_ = await openConsole();
  const profile = mkdtempSync(join(tmpdir(), 'billow-e2e-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: { width: 1440, height: 900 },
  });
  try {
    await walk(browser, console_.url);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
    await console_.stop();
  }
}

async function walk(browser: BrowserContext, url: string): Promise<void> {
  const page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    await work();
    await mustBeAccessible(page, name);
    if (complaints.length > 0) throw new Error(`${name}: the browser complains:\n${complaints.join('\n')}`);
    console.log(`ok ${name} (${Math.round(performance.now() - began)} ms)`);
  };

  await step('signed out', async () => {
    await page.goto(`${url}/customers`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });
  await step('customers', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Email').fill(DEMO_OPERATOR.email);
    await page.getByLabel('Password').fill(DEMO_OPERATOR.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await waitForBills(page);
  });
  await step('search and reset', async () => {
    const rows = page.getByRole('row');
    const all = await rows.count();
    await page.getByRole('searchbox', { name: 'Search' }).fill('nobody-of-this-name');
    await page.getByText('No customer matches').first().waitFor();
    await page.getByRole('button', { name: 'Reset' }).first().click();
    await page
      .getByRole('link', { name: /^Details of/ })
      .first()
      .waitFor();
    if ((await rows.count()) !== all) throw new Error('Reset does not show every customer again');
  });
  await step('palette', async () => {
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Search customers and pages' });
    await field.waitFor();
    await page.locator('[role=combobox]:focus').waitFor();
    await page.keyboard.type('jobs');
    await page.getByRole('option', { name: /^Jobs/ }).waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  });
  await step('overview', async () => {
    await page
      .getByRole('link', { name: /^Details of/ })
      .first()
      .click();
    await page.getByText('Current balance').first().waitFor();
    await page.getByRole('heading', { name: 'Latest invoice' }).waitFor();
    await reloadUntil(page, page.getByRole('button', { name: 'View PDF' }));
  });
  await step('bills', async () => {
    await page.getByRole('link', { name: 'Bills', exact: true }).click();
    const finalised = page
      .getByRole('row')
      .filter({ hasText: /Closed|Billing/ })
      .filter({ hasNotText: 'Billing profile' });
    await finalised.first().getByRole('link').click();
    await page
      .getByRole('complementary', { name: /^Bill \d+$/ })
      .getByRole('button', { name: 'PDF' })
      .waitFor();
  });
  await step('invoice document', async () => {
    const opened = browser.waitForEvent('page');
    const asked = page.waitForResponse((response) => /\/v1\/invoices\/\d+\/documents$/.test(response.url()));
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    const links: { readonly pdf: string } = await (await asked).json();
    const document = await (await fetch(links.pdf)).bytes();
    if (new TextDecoder().decode(document.slice(0, 5)) !== '%PDF-') throw new Error('The PDF link gives no PDF');
    await (await opened).close();
    await page.keyboard.press('Escape');
  });
  await step('events', async () => {
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByRole('heading', { name: 'Usage events' }).waitFor();
    await page.getByRole('columnheader', { name: 'kwh' }).first().waitFor();
  });
  await step('how an amount came about', async () => {
    await page.getByRole('row').nth(1).getByRole('link').click();
    const panel = page.getByRole('complementary', { name: 'How this amount came about' });
    await panel.getByRole('heading', { name: 'Step by step' }).waitFor();
    await page.keyboard.press('Escape');
  });
  await step('what is missing in a form', async () => {
    await page.getByRole('link', { name: 'Balances', exact: true }).click();
    await page.getByRole('button', { name: 'Create balance' }).click();
    const form = page.getByRole('dialog', { name: 'Create a new balance' });
    await form.getByRole('button', { name: 'Create balance' }).click();
    await form.getByText('Say why.').waitFor();
    await form.locator('[aria-invalid=true]:focus').waitFor();
  });
  await step('another plan', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Subscriptions', exact: true }).click();
    await page.getByRole('button', { name: 'Plan transition' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^New plan/ })
      .waitFor();
  });
  await step('sharing', async () => {
    await page.keyboard.press('Escape');
    await page
      .getByRole('radio', { name: 'Sharing' })
      .or(page.getByRole('button', { name: 'Sharing' }))
      .first()
      .click();
    await page.getByText('Nothing is shared').waitFor();
  });
  await step('dark', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
    await page.locator('body.awsui-dark-mode').waitFor();
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByText('Current balance').first().waitFor();
  });
  await step('jobs', async () => {
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page
      .getByRole('link', { name: /^Billing run/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Results per account' }).waitFor();
  });
  await step('onboarding', async () => {
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    await page.getByRole('button', { name: 'Create new' }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('Give the first name.').first().waitFor();
    await page.locator('input[name="/customer/firstName"]:focus').waitFor();
  });
  await step('catalog changes and file', async () => {
    await page.getByRole('link', { name: 'Catalog', exact: true }).click();
    await page.getByRole('link', { name: 'Changes', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Changes' }).waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('complementary').getByText('As it was created').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Export and import', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    await page.locator('input[type=file]').setInputFiles(await download.path());
    await page.getByRole('button', { name: 'Show differences' }).click();
    await page.getByText('Nothing would change').waitFor();
  });
  await step('notifications', async () => {
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    await page.getByRole('link', { name: 'Webhook endpoints', exact: true }).click();
    await page.getByText('No endpoints yet').first().waitFor();
  });
  await step('usage', async () => {
    await page.getByRole('link', { name: 'Usage events', exact: true }).click();
    await page.getByRole('heading', { name: 'Suspense' }).waitFor();
  });
  await step('an event that is tried', async () => {
    await page.getByRole('link', { name: 'Try an event', exact: true }).click();
    await page.getByRole('button', { name: 'Rate', exact: true }).click();
    await page.getByText('Give the identifier of the service.').waitFor();
  });
  await step('a preview of a re-rating', async () => {
    await page.goto(`${url}/usage-events/re-ratings/new?product=charging-time&from=2014-11-18&to=2014-11-30`);
    await page.getByRole('button', { name: 'Preview differences' }).click();
    await page.getByRole('heading', { level: 1, name: /^Preview \d+$/ }).waitFor();
    await page.getByText('Nothing differs: every event costs what was charged for it.').waitFor();
    await page.getByRole('table', { name: 'By customer' }).waitFor();
    await page.getByRole('link', { name: 'Re-rating', exact: true }).click();
    await page.getByRole('link', { name: /^Preview \d+$/ }).waitFor();
  });
  await step('a comparison with the same plan', async () => {
    const days = 'from=2014-11-18&to=2014-12-31';
    await page.goto(`${url}/usage-events/what-if?customer=1001&newPlan=workplace-charging&${days}&by=month`);
    await page.getByText('With Workplace charging it would have cost the same.').waitFor();
    await page.getByRole('table', { name: 'What it is made of' }).waitFor();
  });
  await step('catalog', async () => {
    await page.getByRole('link', { name: 'Catalog', exact: true }).click();
    await page.getByRole('link', { name: 'Products', exact: true }).click();
    await page.getByRole('link', { name: 'Charging time' }).click();
    await page.getByRole('heading', { level: 1, name: 'Charging time' }).waitFor();
    await page.getByText('Tiers', { exact: true }).waitFor();
  });
  await step('signed out again', async () => {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });
}

/** The demo loads in the background: the walk needs a customer with an invoice. */
async function waitForBills(page: Page): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page
    .getByRole('link', { name: /^Invoicing run/ })
    .nth(1)
    .waitFor({ timeout: end - Date.now() });
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page
    .getByRole('link', { name: /^Details of/ })
    .first()
    .waitFor();
}

/** The demo bills month by month: this customer's first invoice may still be on its way. A reload keeps the session. */
async function reloadUntil(page: Page, wanted: Locator): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const isThere = await wanted.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > end) throw new Error('The demo has made no invoice for this customer');
    await page.reload();
  }
}

async function mustBeAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.document-frame').analyze();
  if (violations.length === 0) return;
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  );
  throw new Error(`${name}: not accessible\n${told.join('\n')}`);
}

async function openConsole(): Promise<Console> {
  const given = process.env['BILLOW_CONSOLE_URL'];
  if (given !== undefined) return { url: given.replace(/\/$/, ''), stop: async () => undefined };
  const data = mkdtempSync(join(tmpdir(), 'billow-e2e-data-'));
  const base = 20_000 + (process.pid % 1000) * 10;
  const cli = join(import.meta.dirname, '../../local/cli/start.ts');
  const stack = spawn(process.execPath, [cli, '--data', data, '--port', String(base)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => stack.once('exit', resolve));
    if (stack.exitCode === null && stack.kill('SIGINT')) await gone;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(stack), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the started stack prints: its console's address, then that it is ready. */
function addressOf(stack: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error(`The stack is not ready:\n${printed}`)), PATIENCE_MS);
    stack.once('exit', (code) => reject(new Error(`The stack ended with ${code}:\n${printed}`)));
    stack.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const url = /Console\s+(http:\/\/\S+)/.exec(printed)?.[1];
      if (url === undefined || !printed.includes('Ready in')) return;
      clearTimeout(late);
      resolve(url);
    });
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
