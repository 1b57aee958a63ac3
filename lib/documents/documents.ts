import { join } from 'node:path'
import PDFDocument from 'pdfkit'

export interface PdfLine {
  term: string
  text: string
}

export interface PdfPage {
  title: string
  subtitle: string
  lead: string
  /** Blocks of term and text, one a version. */
  blocks: readonly (readonly PdfLine[])[]
  note: string
  language: string
}

const MM = 72 / 25.4
/** Margins after GB/T 9704: top 37 mm, left 28 mm, type area 156 mm wide. */
const MARGIN = { top: 37 * MM, left: 28 * MM, right: 26 * MM, bottom: 35 * MM }
const TERM_WIDTH = 34 * MM

/** In the folder that the process runs in: a bundler turns a resolved path into a number of its own. */
function fontFile(): string {
  const folder = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-serif-sc/400Regular')
  return join(folder, 'NotoSerifSC_400Regular.ttf')
}

/** A character that the font lacks is written as its code point: it never vanishes from a document. */
function legible(text: string, has: (codePoint: number) => boolean): string {
  return [...text]
    .map((character) => (spaceOrKnown(character, has) ? character : `[U+${codeOf(character)}]`))
    .join('')
}

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
const spaceOrKnown = (character: string, has: (codePoint: number) => boolean): boolean =>
  /\s/.test(character) || has(character.codePointAt(0) ?? 0)

/** Renders one page of terms and texts as a tagged, searchable PDF with embedded font. */
export function renderPage(page: PdfPage): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    font: fontFile(),
    lang: page.language,
    tagged: true,
    displayTitle: true,
    info: { Title: `${page.title} ${page.subtitle}` },
  })
  const chunks: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const { font } = (
    pdf as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } }
  )._font
  const clean = (text: string) => legible(text, (codePoint) => font.hasGlyphForCodePoint(codePoint))
  pdf.fontSize(22).text(clean(page.title), { align: 'center' })
  pdf.moveDown(0.4).fontSize(12).text(clean(page.subtitle), { align: 'center' })
  pdf.moveDown(1.2).fontSize(12).text(clean(page.lead), { lineGap: 4 })
  for (const block of page.blocks) {
    pdf.moveDown(1)
    for (const line of block) row(pdf, clean(line.term), clean(line.text))
  }
  pdf.moveDown(1.2).fontSize(10).text(clean(page.note), MARGIN.left, pdf.y, { lineGap: 3 })
  pdf.end()
  return finished
}

function row(pdf: PDFKit.PDFDocument, term: string, text: string): void {
  const width = pdf.page.width - MARGIN.left - MARGIN.right - TERM_WIDTH
  const height = Math.max(pdf.fontSize(12).heightOfString(text, { width, lineGap: 3 }), 18)
  if (pdf.y + height > pdf.page.height - MARGIN.bottom) pdf.addPage()
  const top = pdf.y
  pdf.text(term, MARGIN.left, top, { width: TERM_WIDTH, lineGap: 3 })
  pdf.text(text, MARGIN.left + TERM_WIDTH, top, { width, lineGap: 3 })
  pdf.y = top + height + 4
  pdf.x = MARGIN.left
}
