export function createDatabase(
  adminUrl: string,
  name: string,
  options?: { template?: string; fresh?: boolean },
): Promise<void>
