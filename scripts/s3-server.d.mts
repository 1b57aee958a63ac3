export const ACCESS_KEY_ID: string
export const SECRET_ACCESS_KEY: string
export type Trouble = 'pass' | 'break' | 'busy' | 'cut' | 'tamper'
export function signatureProblem(
  request: { method: string; path: string; query: string; headers: Record<string, string> },
  account: { accessKeyId: string; secretAccessKey: string; now: number },
): string | null
export function startS3(options: {
  folder: string
  bucket: string
  trouble?: () => Trouble
}): Promise<{ endpoint: string; stop(): Promise<void> }>
