import * as z from 'zod';
import { CATALOG_KINDS } from '../routes/catalog.ts';
import { code } from './identity.ts';
import { instant } from './instant.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';

const kind = z.literal(CATALOG_KINDS.map((row) => row.kind)).meta({ id: 'CatalogKind' });

const catalogVersion = z.int().min(0).meta({ description: 'Raised by every change of the catalog.' });

const object = z.record(z.string(), z.unknown()).meta({ description: 'As the API reads and answers it.' });

const difference = z
  .strictObject({
    pointer: z.string().meta({ description: 'JSON pointer into the object.' }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'Difference', description: 'Without `before` it is new, without `after` it is gone.' });

const differences = {
  changes: z.array(difference),
  moreChanges: z.int().min(0).meta({ description: 'How many there are beside those listed.' }),
};

const revision = z.strictObject({
  catalogVersion: catalogVersion.meta({ description: "The catalog's version that the change made." }),
  kind,
  code,
  at: instant,
  actor: z.string(),
  action: z.enum(['created', 'replaced', 'deleted']),
});

const listedRevision = revision.extend(differences);

const wholeRevision = revision.extend({ before: object.nullable(), after: object.nullable(), ...differences });

const flag = z.enum(['true', 'false'], { error: 'Send true or false.' }).transform((text) => text === 'true');

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml'] as const;
/** HTTP APIs hand a function at most 6 MB, and more than the body itself travels in it. */
const LARGEST_FILE = 4 * 1024 * 1024;
/** Reading and writing YAML takes some two hundred times its size in memory. */
export const LARGEST_YAML = 2 * 1024 * 1024;

/** Which file a file is; a later form of it gets another number. */
export const CATALOG_FORMAT = 'billow.catalog.v1';

/** A file as JSON. Every object is checked by the schema that its kind is created with. */
const catalogFile = z.record(z.string(), z.unknown()).meta({
  id: 'CatalogFile',
  description: `\`format: ${CATALOG_FORMAT}\`, and for each kind of object by its plural (\`resources\`, \`eventTypes\`, … \`plans\`) a list of objects as their POST takes them.`,
});

const importedObject = z.strictObject({
  kind,
  code: z.string(),
  action: z.enum(['create', 'replace', 'delete', 'unchanged']),
  ...differences,
});

const problem = z.strictObject({
  pointer: z.string().meta({ description: 'JSON pointer into the file; empty for what the file lacks.' }),
  message: z.string(),
});

/** History of the catalog, export and import. */
export const catalogHistoryContract = {
  listCatalogRevisions: operation({
    summary: 'List the changes of the catalog, newest first',
    description: 'All, of one kind, or of one object. Each tells what it changed.',
    query: pageQuery
      .extend({ kind: kind.exactOptional(), code: code.exactOptional() })
      .refine((query) => query.code === undefined || query.kind !== undefined, {
        path: ['kind'],
        message: 'Give the kind, too: a code names an object of its kind only.',
      }),
    responses: { 200: page(listedRevision) },
  }),
  getCatalogRevision: operation({
    summary: 'Get one change of the catalog with the object before and after it',
    path: z.strictObject({ catalogVersion: z.coerce.number<string>().int().min(1), kind, code }),
    responses: { 200: wholeRevision },
  }),
  exportCatalog: operation({
    summary: 'Get the catalog as one file',
    description:
      'YAML; JSON when Accept asks for it, and when it is over 2 MiB. Kinds and objects come in a fixed order, so that two files of the same catalog are the same bytes.',
    query: z.strictObject({ kind: kind.exactOptional().meta({ description: 'Only objects of this kind.' }) }),
    answerTextTypes: YAML_TYPES.slice(0, 1),
    responses: { 200: catalogFile },
  }),
  importCatalog: operation({
    summary: 'Bring the catalog to what a file says',
    description: [
      'Takes what an export gives, in YAML up to 2 MiB or JSON up to 4, whole or in parts: objects that the file does not have are left alone,',
      'unless `prune` asks to delete them. Everything is checked first, and nothing is written while something speaks against it. Large',
      'imports are several commits, each of which leaves a whole catalog; sent again, an import goes on where it stopped. With `dryRun`',
      'it answers what would change, and what speaks against it, and writes nothing.',
    ].join(' '),
    query: z.strictObject({
      dryRun: flag.default(false),
      prune: flag.default(false).meta({ description: 'Delete what the file does not have.' }),
      correction: flag.default(false).meta({
        description:
          'Also what is in force may change: it was a mistake. What was charged stays until it is rated again.',
      }),
    }),
    body: z.union([z.string(), catalogFile], { error: 'Send a catalog file as YAML or JSON.' }),
    bodyTextTypes: YAML_TYPES,
    largestBody: LARGEST_FILE,
    example: {
      format: CATALOG_FORMAT,
      billItems: [{ code: 'charging', name: 'Charging', type: 'usage' }],
      customerTypes: [{ code: 'residential', name: 'Residential' }],
    },
    responses: {
      200: z.strictObject({
        dryRun: z.boolean(),
        catalogVersion: catalogVersion.meta({
          description: 'The one that was compared with, or the one there is now.',
        }),
        objects: z.array(importedObject),
        problems: z.array(problem).meta({ description: 'Dry runs only: what speaks against the import.' }),
      }),
    },
  }),
};
