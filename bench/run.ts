import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type BillingFigures, benchBilling } from './billing.ts';
import { type BundleFigures, benchBundles } from './bundles.ts';
import { benchHotAccount, type HotAccountFigures } from './hot-account.ts';
import { benchPipeline, type PipelineFigures } from './pipeline.ts';
import { benchRating, type RatingFigures } from './rating.ts';
import { benchScale, type ScaleFigures } from './scale.ts';
import { benchWorkerCases, type WorkerCaseFigures } from './worker-cases.ts';

/** `npm run bench`: prints figures and ratios. `-- --json` prints them as one JSON object and nothing else. */
const root = join(import.meta.dirname, '..');
const asJson = process.argv.includes('--json');

execFileSync(process.execPath, [join(root, 'infra', 'build', 'build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
const pipeline = benchPipeline();
const workerCases = await benchWorkerCases();
const rating = await benchRating();
const scale = await benchScale();
const hotAccount = await benchHotAccount();
const billing = await benchBilling();
const bundles = await benchBundles(root);
// The one thing that is tested here: a figure of wrong books is worth nothing.
if (hotAccount.wrong.length > 0) process.exitCode = 1;

if (asJson) console.log(JSON.stringify({ pipeline, workerCases, rating, scale, hotAccount, billing, bundles }));
else {
  printPipeline(pipeline);
  printWorkerCases(workerCases);
  printRating(rating);
  printScale(scale);
  printHotAccount(hotAccount);
  printBilling(billing);
  printBundles(bundles);
}

function printPipeline(figures: readonly PipelineFigures[]): void {
  console.log('\nThe pure pipeline, on one core\n');
  console.log('case         events/s   CPU µs/event   times flat');
  const [flat] = figures;
  for (const { case: name, eventsPerSecond, microsPerEvent } of figures) {
    const ratio = flat === undefined ? 1 : microsPerEvent / flat.microsPerEvent;
    console.log(
      [
        name.padEnd(10),
        eventsPerSecond.toFixed(0).padStart(11),
        microsPerEvent.toFixed(1).padStart(15),
        ratio.toFixed(2).padStart(13),
      ].join(''),
    );
  }
}

function printWorkerCases(figures: readonly WorkerCaseFigures[]): void {
  console.log('\nThe same through the whole worker, 1,000 events of one account a batch\n');
  console.log('case      CPU µs/event   times flat');
  const [flat] = figures;
  for (const { case: name, cpuMicrosPerEvent } of figures) {
    const ratio = flat === undefined ? 1 : cpuMicrosPerEvent / flat.cpuMicrosPerEvent;
    console.log(`${name.padEnd(10)}${cpuMicrosPerEvent.toFixed(1).padStart(12)}${ratio.toFixed(2).padStart(13)}`);
  }
}

function printScale(figures: readonly ScaleFigures[]): void {
  console.log('\nAn event alone in its batch, of accounts that have little or much\n');
  console.log('much of                size   requests   write units   read units   CPU µs');
  const line = (of: string, size: string, cost: ScaleFigures['growth'], digits: number): string =>
    [
      of.padEnd(16),
      size.padStart(11),
      cost.requests.toFixed(2).padStart(11),
      cost.writeUnits.toFixed(2).padStart(14),
      cost.readUnits.toFixed(2).padStart(13),
      cost.cpuMicros.toFixed(digits).padStart(9),
    ].join('');
  for (const { of, bySize, growth } of figures) {
    for (const { size, ...cost } of bySize) console.log(line(of, String(size), cost, 0));
    console.log(line('', 'most ÷ few', growth, 2));
  }
}

function printHotAccount(figures: HotAccountFigures): void {
  console.log('\nOne balance group, sixteen workers at once\n');
  console.log(`events          ${figures.events} (${figures.duplicates} came twice, ${figures.late} late)`);
  console.log(`events/s        ${figures.eventsPerSecond.toFixed(0)}`);
  console.log(`retries/batch   ${figures.retriesPerBatch.toFixed(1)}, at most ${figures.mostAttempts} attempts of one`);
  console.log(
    `shares          ${figures.slowestShare.toFixed(2)} to ${figures.fastestShare.toFixed(2)} of an equal one`,
  );
  console.log(
    `wrong           ${figures.wrong.length === 0 ? 'nothing lost, nothing doubled' : figures.wrong.join('; ')}`,
  );
}

function printRating(figures: readonly RatingFigures[]): void {
  console.log('\nRating worker, per event (batches of 1,000; DynamoDB capacity units; on-demand us-east-1 prices)\n');
  console.log('events/group   requests   write units   read units   CPU µs   USD/million');
  for (const row of figures) {
    console.log(
      [
        String(row.eventsPerGroup).padStart(12),
        row.requestsPerEvent.toFixed(4).padStart(11),
        row.writeUnitsPerEvent.toFixed(4).padStart(14),
        row.readUnitsPerEvent.toFixed(4).padStart(13),
        row.cpuMicrosPerEvent.toFixed(1).padStart(9),
        row.usdPerMillionEvents.toFixed(3).padStart(14),
      ].join(''),
    );
  }
  const [one] = figures;
  const last = figures.at(-1);
  if (one !== undefined && last !== undefined) {
    const ratio = one.usdPerMillionEvents / last.usdPerMillionEvents;
    console.log(`\nAn event alone in its batch costs ${ratio.toFixed(1)} times one among ${last.eventsPerGroup}.`);
  }
}

function printBilling(figures: BillingFigures): void {
  const { requestsPerBill, writeUnitsPerBill, readUnitsPerBill, cpuMillisPerBill } = figures;
  console.log('\nA billing night, per bill: from the start of the run to the mail that announces the invoice\n');
  console.log(`requests      ${requestsPerBill.toFixed(1)}`);
  console.log(`write units   ${writeUnitsPerBill.toFixed(1)}`);
  console.log(`read units    ${readUnitsPerBill.toFixed(1)}`);
  console.log(`CPU ms        ${cpuMillisPerBill.toFixed(1)}`);
}

function printBundles(figures: readonly BundleFigures[]): void {
  console.log('\nFunctions as deployed (minified; CPU of the import, median of 5)\n');
  console.log('function              KB   import CPU ms');
  for (const { function: name, kilobytes, importCpuMs } of figures) {
    console.log(`${name.padEnd(17)}${kilobytes.toFixed(1).padStart(8)}${importCpuMs.toFixed(1).padStart(16)}`);
  }
}
