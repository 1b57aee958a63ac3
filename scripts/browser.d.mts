export function browserOptions(): Promise<{
  executablePath?: string
  args: string[]
  env: Record<string, string | undefined>
}>
