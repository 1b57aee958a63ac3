/** What `npm run bench` tells the processes it starts. */
export function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run npm run bench`)
  return value
}
