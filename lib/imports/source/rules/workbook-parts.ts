/** A sheet of a workbook: its name and the part of the archive that holds it. */
export interface SheetPart {
  name: string
  path: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The sheets in their order, from `xl/workbook.xml` and its relationships. Charts and macros are none. */
export function sheetParts(workbook: string, relationships: string): SheetPart[] {
  const targets = new Map(
    elements(relationships, 'Relationship').flatMap(({ Id, Target, Type }) =>
      Id && Target && Type?.endsWith('/worksheet') ? [[Id, pathOf(Target)] as const] : [],
    ),
  )
  return elements(workbook, 'sheet').flatMap((sheet) => {
    const path = targets.get(sheet['r:id'] ?? '')
    return sheet.name && path ? [{ name: sheet.name, path }] : []
  })
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

function elements(xml: string, name: string): Record<string, string>[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*?)/?>`, 'g'))
  return [...found].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', one, other]) => [
        key,
        unescape(one ?? other ?? ''),
      ]),
    ),
  )
}

function unescape(text: string): string {
  return text.replace(/&(#x?)?(\w+);/g, (whole, sign: string | undefined, word: string) => {
    if (!sign) return ENTITIES[word] ?? whole
    const point = Number.parseInt(word, sign === '#x' ? 16 : 10)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
