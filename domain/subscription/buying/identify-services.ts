import { type FieldProblem, type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ChosenProduct } from './choose-products.ts';
import { IDENTIFIER_WORDS, isIdentifier } from './identifier.ts';

/** A service that a chosen product needs. */
export type NeededService = { readonly serviceType: string; readonly identifier: string; readonly pointer: string };

/**
 * Gives each service product its identifier: its own, or the one given for the whole plan. Services of several types may share one;
 * two of the same type may not. The answer has a place for every chosen product; null where it is no service.
 */
export function identifyServices(
  chosen: readonly ChosenProduct[],
  shared: { readonly identifier: string | null; readonly pointer: string },
): Result<readonly (NeededService | null)[], Refusal> {
  const missing: FieldProblem[] = [];
  const wrong: FieldProblem[] = [];
  const taken: FieldProblem[] = [];
  const seen = new Set<string>();
  const needed = chosen.map(({ product, identifier: own, pointer: place }): NeededService | null => {
    if (product.type !== 'usage' || product.serviceType === undefined) return null;
    const { serviceType } = product;
    const pointer =
      place === null || (own === null && shared.identifier !== null) ? shared.pointer : `${place}/identifier`;
    const identifier = own ?? shared.identifier;
    if (identifier === null) {
      missing.push({ pointer, message: `${product.code} needs the identifier of its ${serviceType} service.` });
      return null;
    }
    if (!isIdentifier(identifier)) wrong.push({ pointer, message: IDENTIFIER_WORDS });
    const name = `${serviceType} ${identifier}`;
    if (seen.has(name)) {
      taken.push({
        pointer,
        message: `Another product has a ${serviceType} service with the identifier ${identifier}. Give each its own.`,
      });
    }
    seen.add(name);
    return { serviceType, identifier, pointer };
  });
  if (missing.length > 0)
    return err(refusal('service.identifier_missing', 'Every service needs an identifier.', missing));
  if (wrong.length > 0) return err(refusal('request.invalid', 'An identifier has signs that are not allowed.', wrong));
  if (taken.length > 0) return err(refusal('service.identifier_taken', 'An identifier is used twice.', taken));
  return ok(needed);
}
