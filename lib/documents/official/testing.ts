import { createRequire } from 'node:module'

/** A run of text as it stands on a page, in points from the top left. */
export interface Item {
  text: string
  x: number
  /** Of the line that Latin letters stand on, from the top of the page. */
  y: number
  size: number
  width: number
}

/** Reads a PDF back with a reader of its own: where each run of text stands, in points from the top left. */
export async function readBack(pdf: Buffer): Promise<Item[][]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const folder = createRequire(import.meta.url)
    .resolve('pdfjs-dist/package.json')
    .replace('package.json', '')
  const document = await getDocument({
    data: new Uint8Array(pdf),
    cMapUrl: `${folder}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}standard_fonts/`,
    verbosity: 0,
  }).promise
  const read: Item[][] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    read.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [
              {
                text: item.str,
                x: Number(item.transform[4]),
                y: height - Number(item.transform[5]),
                size: Number(item.transform[0]),
                width: item.width,
              },
            ]
          : [],
      ),
    )
  }
  return read
}

/** What a reader for the blind meets on each page: the kinds of its tags, and the text that hangs on one. */
export async function readTags(pdf: Buffer): Promise<{ roles: string[]; text: string }[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const read: { roles: string[]; text: string }[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const roles: string[] = []
    const marks = new Set<string>()
    const walk = (node: TagNode) => {
      if (node.type === 'content' && node.id) marks.add(node.id)
      if (node.role && node.role !== 'Root') roles.push(node.role)
      for (const child of node.children ?? []) walk(child)
    }
    walk((await page.getStructTree()) as TagNode)
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    let text = ''
    const open: boolean[] = []
    for (const item of items) {
      if ('str' in item) text += open.at(-1) ? item.str.trim() : ''
      else if (item.type === 'endMarkedContent') open.pop()
      else open.push('id' in item && marks.has(item.id))
    }
    read.push({ roles, text })
  }
  return read
}

interface TagNode {
  role?: string
  type?: string
  id?: string
  children?: TagNode[]
}
