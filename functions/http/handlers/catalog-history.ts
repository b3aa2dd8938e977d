import type { CatalogRevision } from '../../../domain/catalog/catalog-revision.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, RandomId, Records } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import { fittingPage } from '../../shared/fitting-page.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { importCatalog } from '../../use-cases/catalog/import-catalog.ts';
import { differences } from '../../use-cases/catalog/json-differences.ts';
import { loadCatalog } from '../../use-cases/catalog/load-catalog.ts';
import { makeVouchers } from '../../use-cases/promotions/make-vouchers.ts';
import type { catalogContract } from '../contract/catalog.ts';
import { type catalogHistoryContract, LARGEST_YAML } from '../contract/catalog-history.ts';
import { DELETABLE_KINDS, REPLACEABLE_KINDS } from '../routes/catalog.ts';
import { catalogWire } from './catalog/object-wire.ts';
import { readCatalogFile } from './catalog/read-catalog-file.ts';
import { catalogFileOf, catalogYaml } from './catalog/write-catalog-file.ts';

type Ports = { readonly records: Records; readonly commit: Commit; readonly randomId: RandomId };

/** A list shows what one can read; the rest is in the revision itself. */
const CHANGES_IN_LISTS = 20;
/** A function's answer may have 6 MB as it travels: a text inside of JSON, with every quote escaped. */
const LARGEST_ANSWER = 4_500_000;

const wireOrNull = (
  kind: CatalogRevision['kind'],
  object: CatalogRevision['before'],
): Record<string, unknown> | null => (object === null ? null : { ...catalogWire(catalogObject({ kind, object })) });

function revisionWire(revision: CatalogRevision, mostChanges: number) {
  const { catalogVersion, kind, code, at, actor, action } = revision;
  const [before, after] = [wireOrNull(kind, revision.before), wireOrNull(kind, revision.after)];
  const all = before === null || after === null ? [] : differences(before, after);
  const changes = all.slice(0, mostChanges);
  const told = { catalogVersion, kind, code, at: instantText(at), actor, action };
  return { listed: { ...told, changes, moreChanges: all.length - changes.length }, before, after };
}

const TOO_MUCH_YAML = refusal(
  'request.too_large',
  'Keep YAML under 2 MiB: send the file as JSON, which may have 4 MiB, or in parts.',
);

const isReplaceable = (kind: string): boolean => REPLACEABLE_KINDS.some((row) => row.kind === kind);
const isDeletable = (kind: string): boolean => DELETABLE_KINDS.some((row) => row.kind === kind);

/** What the catalog door tells of the past, and how a whole catalog goes out and in. */
export function catalogHistoryHandlers(
  ports: Ports,
): Pick<DoorHandlers<'catalog', typeof catalogContract>, keyof typeof catalogHistoryContract> {
  const { records, commit } = ports;
  const makeCodes = makeVouchers(ports);
  const importFile = importCatalog({
    records,
    commit,
    rules: { isReplaceable, isDeletable },
    toWire: catalogWire,
  });
  return {
    listCatalogRevisions: async ({ siteId }, { query: { kind, code, ...paging } }) => {
      const find = (page: typeof paging) =>
        kind === undefined || code === undefined
          ? records.find('catalogRevisions', siteId, kind === undefined ? {} : { kind }, page)
          : records.find('revisionsOfObject', siteId, { kind, code }, page);
      return answer(200, await fittingPage(find, paging, (one) => revisionWire(one, CHANGES_IN_LISTS).listed));
    },
    getCatalogRevision: async ({ siteId }, { path }) => {
      const revision = await records.get('catalogRevision', siteId, path);
      if (revision === null)
        return err(refusal('request.not_found', 'Nothing of this code changed with this version.'));
      const { listed, before, after } = revisionWire(revision, Number.POSITIVE_INFINITY);
      return answer(200, { ...listed, before, after });
    },
    exportCatalog: async ({ siteId }, { query: { kind } }) => {
      const { objects } = await loadCatalog(records, siteId);
      const file = catalogFileOf(kind === undefined ? objects : objects.filter((one) => one.kind === kind));
      const size = Buffer.byteLength(JSON.stringify(file));
      if (size > LARGEST_ANSWER) {
        return err(refusal('request.too_large', 'The catalog is too large for one answer. Export it kind by kind.'));
      }
      const content = size > LARGEST_YAML ? null : catalogYaml(file);
      // What goes out must come in again: what is too long as YAML is JSON.
      const isYaml = content !== null && Buffer.byteLength(content) <= LARGEST_YAML;
      return answer(200, file, isYaml ? { text: { type: 'application/yaml', content } } : {});
    },
    importCatalog: async (call, { body, query: { dryRun, prune, correction } }) => {
      if (typeof body === 'string' && Buffer.byteLength(body) > LARGEST_YAML) return err(TOO_MUCH_YAML);
      const file = readCatalogFile(body);
      if (!file.ok) return file;
      const imported = await importFile(call, { ...file.value, dryRun, prune, isCorrection: correction });
      if (!imported.ok) return imported;
      // As when a batch is created by itself: as many codes as one request makes, the rest on request.
      for (const { kind, code, action } of dryRun ? [] : imported.value.objects) {
        if (kind === 'voucherBatch' && action === 'create') await makeCodes(call, code);
      }
      return answer(200, imported.value);
    },
  };
}
