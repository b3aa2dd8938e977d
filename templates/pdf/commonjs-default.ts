/**
 * The default export of a CommonJS module. Node and the bundle hand over the wrapped module, the test runner unwraps it.
 */
export const commonjsDefault = <Class extends abstract new (...args: never[]) => unknown>(
  module: Class | { readonly default: Class },
): Class => ('default' in module ? module.default : module);
