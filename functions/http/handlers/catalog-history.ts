import type { CatalogRevision } from '../../../domain/catalog/catalog-revision.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, Records } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { importCatalog } from '../../use-cases/catalog/import-catalog.ts';
import { differences } from '../../use-cases/catalog/json-differences.ts';
import { loadCatalog } from '../../use-cases/catalog/load-catalog.ts';
import type { catalogContract } from '../contract/catalog.ts';
import type { catalogHistoryContract } from '../contract/catalog-history.ts';
import { DELETABLE_KINDS, REPLACEABLE_KINDS } from '../routes/catalog.ts';
import { catalogWire } from './catalog/object-wire.ts';
import { readCatalogFile } from './catalog/read-catalog-file.ts';
import { catalogFileOf, catalogYaml } from './catalog/write-catalog-file.ts';

type Ports = { readonly records: Records; readonly commit: Commit };

/** A list shows what one can read; the rest is in the revision itself. */
const CHANGES_IN_LISTS = 20;
/** A function's answer may have 6 MB as it travels, inside a JSON text. */
const LARGEST_ANSWER = 5_900_000;

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

const isReplaceable = (kind: string): boolean => REPLACEABLE_KINDS.some((row) => row.kind === kind);
const isDeletable = (kind: string): boolean => DELETABLE_KINDS.some((row) => row.kind === kind);

/** What the catalog door tells of the past, and how a whole catalog goes out and in. */
export function catalogHistoryHandlers({
  records,
  commit,
}: Ports): Pick<DoorHandlers<'catalog', typeof catalogContract>, keyof typeof catalogHistoryContract> {
  const importFile = importCatalog({
    records,
    commit,
    rules: { isReplaceable, isDeletable },
    toWire: catalogWire,
  });
  return {
    listCatalogRevisions: async ({ siteId }, { query: { kind, code, ...paging } }) => {
      const { items, nextCursor } =
        kind === undefined || code === undefined
          ? await records.find('catalogRevisions', siteId, kind === undefined ? {} : { kind }, paging)
          : await records.find('revisionsOfObject', siteId, { kind, code }, paging);
      return answer(200, { items: items.map((one) => revisionWire(one, CHANGES_IN_LISTS).listed), nextCursor });
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
      const content = catalogYaml(file);
      if (Buffer.byteLength(JSON.stringify(content)) > LARGEST_ANSWER) {
        return err(refusal('request.too_large', 'The catalog is too large for one answer. Export it kind by kind.'));
      }
      return answer(200, file, { text: { type: 'application/yaml', content } });
    },
    importCatalog: async (call, { body, query: { dryRun, prune, correction } }) => {
      const file = readCatalogFile(body);
      if (!file.ok) return file;
      const imported = await importFile(call, { ...file.value, dryRun, prune, isCorrection: correction });
      return imported.ok ? answer(200, imported.value) : imported;
    },
  };
}
