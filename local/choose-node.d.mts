/** Says which Node runs the project: the locked one from the packages, else the host's when it can. */
export declare function chooseNode(found: {
  /** Path of the locked Node; null when there is none for this platform. */
  readonly pinned: string | null;
  readonly host: { readonly path: string; readonly version: string };
  readonly platform: string;
}): { readonly path: string } | { readonly problem: string };
