/** DynamoDB Local 3 is compiled for it. */
export declare const JAVA_VERSION_NEEDED: number;

/**
 * Finds a Java of version 17 or newer: the one named, else JAVA_HOME, else PATH. Throws an Error whose message says
 * whether Java is absent, broken or too old, and how to mend it.
 */
export declare function requireJava(options?: {
  readonly javaPath?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
}): { readonly path: string; readonly version: number };
