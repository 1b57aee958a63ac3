/** A new folder that the user PostgreSQL runs as can pass through. */
export function scratchFolder(name: string): string
