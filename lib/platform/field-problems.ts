import type { ZodError } from 'zod'

/** Message keys by field path; the first problem of a field is the one shown. */
export function fieldProblems(error: ZodError): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.join('.')
    const key = /^[a-z][A-Za-z]*(\.[a-zA-Z-]+)+$/.test(issue.message)
      ? issue.message
      : 'platform.field.invalid'
    problems[path] ??=
      issue.code === 'invalid_type' && key === 'platform.field.invalid' ? 'platform.field.required' : key
  }
  return problems
}
