/** Says whether node_modules holds what package-lock.json asks for; optional packages of other platforms may be missing. */
export declare function arePackagesInstalled(root: string): boolean;
