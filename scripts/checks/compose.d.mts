export interface Sources {
  compose: Record<string, Record<string, Record<string, unknown>>>
  dockerfile: string
  ignored: string[]
  nginx: string
  env: string
  operations: string
  scripts: Record<string, string>
  there(path: string): boolean
}
export function problemsOf(sources: Sources): string[]
export function sources(): Sources
