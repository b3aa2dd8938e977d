import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { type Refusal, refusal } from '../../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../../domain/result.ts';

/** Aliases may be used, but a short file must not become a huge catalog. */
const MOST_ALIASES = 1_000;

/**
 * Reads YAML 1.2, core schema: no tags, no dates, no keys twice. Numbers stay the text that was written, since `0.10` is a decimal and
 * `0049` a prefix; who needs a whole number makes it one.
 */
export function parseCatalogYaml(text: string): Result<unknown, Refusal> {
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { schema: 'core', version: '1.2', uniqueKeys: true, lineCounter });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      const [{ line, col } = { line: 1, col: 1 }] = problem.linePos ?? [];
      return err(
        refusal('request.malformed', `Line ${line}, column ${col}: ${problem.message.split(' at line ')[0]}.`),
      );
    }
    visit(document, (_, node) => {
      if (!isScalar(node) || typeof node.value !== 'number') return;
      node.value = node.source ?? String(node.value);
    });
    return ok(document.toJS({ maxAliasCount: MOST_ALIASES }));
  } catch (error) {
    // Too many aliases, an alias of nothing, or nesting without end.
    const reason =
      error instanceof RangeError ? 'It is nested too deeply.' : error instanceof Error ? error.message : '';
    return err(refusal('request.malformed', `The file is not YAML that can be read. ${reason}`.trim()));
  }
}
