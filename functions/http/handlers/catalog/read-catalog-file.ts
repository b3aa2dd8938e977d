import type * as z from 'zod';
import type { CatalogKind } from '../../../../domain/catalog/catalog.ts';
import { catalogObject } from '../../../../domain/catalog/compile-price-book.ts';
import { objectKey } from '../../../../domain/catalog/undo-revisions.ts';
import { type FieldProblem, type Refusal, refusal } from '../../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../../domain/result.ts';
import { fieldProblems } from '../../../shared/field-problems.ts';
import type { ImportedObject } from '../../../use-cases/catalog/plan-import.ts';
import { KIND_SCHEMAS } from '../../contract/catalog/kinds.ts';
import { CATALOG_FORMAT } from '../../contract/catalog-history.ts';
import { CATALOG_SECTIONS, type CatalogSection } from './catalog-sections.ts';
import { parseCatalogYaml } from './parse-catalog-yaml.ts';

/** What a file says, and what is wrong with it: pointers lead into the file. */
export type CatalogFile = { readonly imported: readonly ImportedObject[]; readonly problems: readonly FieldProblem[] };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const WHOLE_NUMBER = /^[-+]?\d{1,15}$/;

/** Paths at which a schema wants a number, also inside the forms that a value could have taken. */
function numberPaths(issues: readonly z.core.$ZodIssue[]): readonly (readonly PropertyKey[])[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') {
      return issue.errors.flatMap((branch) => numberPaths(branch).map((path) => [...issue.path, ...path]));
    }
    const wanted = issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int');
    return wanted ? [issue.path] : [];
  });
}

/** The value with the whole number at the path made a number; anything else is left to the schema to refuse. */
function withNumber(value: unknown, [step, ...rest]: readonly PropertyKey[]): unknown {
  if (step === undefined) return typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) : value;
  if (Array.isArray(value))
    return value.map((part: unknown, index) => (index === step ? withNumber(part, rest) : part));
  if (!isObject(value) || typeof step !== 'string') return value;
  return { ...value, [step]: withNumber(value[step], rest) };
}

/** YAML's numbers come as text: those that the schema wants as numbers are made such, and it is asked again. */
function parse(schema: z.ZodType, value: unknown, isYaml: boolean): z.ZodSafeParseResult<unknown> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success || !isYaml) return parsed;
  const paths = numberPaths(parsed.error.issues);
  if (paths.length === 0) return parsed;
  return schema.safeParse(
    paths.reduce<unknown>((changed, path) => withNumber(changed, path), value),
    { reportInput: true },
  );
}

function readObject(
  kind: CatalogKind,
  value: unknown,
  isYaml: boolean,
): Result<ImportedObject['item'], readonly z.core.$ZodIssue[]> {
  const parsed = parse(KIND_SCHEMAS[kind].body, value, isYaml);
  // What the schema of a kind reads is an object of that kind.
  return parsed.success
    ? ok(catalogObject({ kind, object: parsed.data as ImportedObject['item']['object'] }))
    : err(parsed.error.issues);
}

function readSection({ kind, section }: CatalogSection, list: unknown, isYaml: boolean): CatalogFile {
  const problems: FieldProblem[] = [];
  const imported: ImportedObject[] = [];
  if (!Array.isArray(list)) return { imported, problems: [{ pointer: `/${section}`, message: 'Send a list here.' }] };
  const first = new Map<string, string>();
  for (const [index, value] of list.entries()) {
    const pointer = `/${section}/${index}`;
    const read = readObject(kind, value, isYaml);
    if (!read.ok) {
      problems.push(...fieldProblems(pointer, read.error));
      continue;
    }
    const key = objectKey(kind, read.value.object.code);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, pointer);
      imported.push({ item: read.value, pointer });
    } else {
      problems.push({ pointer: `${pointer}/code`, message: `Choose another code: ${earlier} has this one.` });
    }
  }
  return { imported, problems };
}

/**
 * Reads a catalog file: YAML text, or what was JSON. Every object is checked by the schema that its kind is created with; one that does not
 * fit it is a problem, and the rest is read all the same.
 */
export function readCatalogFile(body: unknown): Result<CatalogFile, Refusal> {
  const isYaml = typeof body === 'string';
  const file = isYaml ? parseCatalogYaml(body) : ok(body);
  if (!file.ok) return file;
  const { value } = file;
  if (!isObject(value) || value['format'] !== CATALOG_FORMAT) {
    return err(refusal('request.malformed', `Send a catalog file: it begins with "format: ${CATALOG_FORMAT}".`));
  }
  const sections = new Map(CATALOG_SECTIONS.map((one) => [one.section, one]));
  const imported: ImportedObject[] = [];
  const problems: FieldProblem[] = [];
  for (const [name, list] of Object.entries(value)) {
    if (name === 'format') continue;
    const section = sections.get(name);
    if (section === undefined) {
      problems.push({ pointer: `/${name}`, message: `Use one of ${[...sections.keys()].join(', ')}.` });
      continue;
    }
    // An empty section of YAML is null.
    const read = readSection(section, isYaml && list === null ? [] : list, isYaml);
    imported.push(...read.imported);
    problems.push(...read.problems);
  }
  return ok({ imported, problems });
}
