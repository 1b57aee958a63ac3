/** A name as two files write it alike: bracket and letter widths, letter case and spaces do not count. */
export function matchName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〔﹝【]/g, '(')
    .replace(/[〕﹞】]/g, ')')
    .replace(/\s+/g, '')
}
