// The layout of Chinese official documents after GB/T 9704-2012, as a small language: each section is a function that adds
// itself to a page grid of 22 lines of 28 characters. Fonts are free substitutes (decision 0010).
import type { Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import { FACES, fontOf, type Face } from '../fonts/fonts'

const MM = 72 / 25.4
/** The type area and its grid, in points. */
export const GRID = {
  top: 37 * MM,
  left: 28 * MM,
  width: 156 * MM,
  height: 225 * MM,
  lines: 22,
  cells: 28,
} as const
const BODY = 16
const TITLE = 22
const NUMBER = 14
/** From the top of one line's characters to the top of the next one's: the first and the last touch the type area. */
const PITCH = (GRID.height - BODY) / (GRID.lines - 1)
/** Added to each character so that 28 of them fill the width. */
const SPACING = GRID.width / GRID.cells - BODY
/** Of a character's square, what lies above the line that Latin letters stand on. */
const ASCENT = 0.88
const RED = '#c8102e'
/** Signs that do not begin a line. */
const NOT_FIRST = '，。、；：？！）》」』】〕”’%'
/** Signs that do not end one. */
const NOT_LAST = '（《「『【〔“‘'

interface Piece {
  text: string
  face: Face
}

/** A document that is being written. Sections move its line forward; a full page begins the next. */
export interface Sheet {
  readonly pdf: PDFKit.PDFDocument
  readonly metrics: Readonly<Record<Face, Font>>
  readonly root: PDFKit.PDFStructureElement
  /** The next free line of the page, from 0. */
  line: number
}

/** Begins a document; `at` is written into it, so that the same contents give the same bytes. */
export function openSheet(about: { title: string; at: Date; language: string }): Sheet {
  const metrics = { main: fontOf('main'), bold: fontOf('bold'), rare: fontOf('rare') }
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: metrics.main as unknown as string,
    lang: about.language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: { Title: about.title, CreationDate: about.at, ModDate: about.at, Producer: 'Qinqing' },
  })
  // pdfkit takes a font that was read before; its types know only names and bytes.
  for (const face of FACES) pdf.registerFont(face, metrics[face] as unknown as string)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  return { pdf, metrics, root, line: 0 }
}

/** Writes page numbers, closes the document and answers its bytes. */
export function finishSheet({ pdf, root, metrics }: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  root.end()
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    const text = `— ${page + 1} —`
    const width = widthOf(text, 'main', NUMBER, metrics)
    const right = page % 2 === 0
    // 7 mm below the type area, one character in from the outer edge: right on odd pages, left on even ones.
    const x = right ? GRID.left + GRID.width - NUMBER - width : GRID.left + NUMBER
    const artifact = pdf.markContent('Artifact', { type: 'Pagination' })
    draw(artifact, [{ text, face: 'main' }], x, GRID.top + GRID.height + 7 * MM, NUMBER, 0)
    pdf.endMarkedContent()
  }
  pdf.end()
  return finished
}

/** 发文机关标志, 发文字号, 签发人 and the red line of the first page. */
export function header(sheet: Sheet, about: { mark: string; number: string; signatory: string }): void {
  const { pdf } = sheet
  const size = Math.min(36, (GRID.width - BODY) / [...about.mark].length)
  section(sheet, 'P', () => {
    centred(sheet, about.mark, GRID.top + 35 * MM, size, 'bold', RED)
    row(sheet, 6, about.number, 0)
    const signatory = `签发人：${about.signatory}`
    const width = widthOf(signatory, 'main', BODY, sheet.metrics) + [...signatory].length * SPACING
    rowAt(sheet, 6, signatory, GRID.left + GRID.width - width - BODY)
  })
  const y = lineTop(6) + BODY + 4 * MM
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(GRID.left, y)
    .lineTo(GRID.left + GRID.width, y)
    .lineWidth(1.4)
    .stroke(RED)
  pdf.endMarkedContent()
  sheet.line = 9
}

/** The title, in larger characters, centred; a long one breaks into lines of like length. */
export function title(sheet: Sheet, text: string): void {
  const characters = [...text]
  const most = Math.floor((GRID.width - 2 * TITLE) / TITLE)
  const count = Math.ceil(characters.length / most)
  const each = Math.ceil(characters.length / count)
  section(sheet, 'H1', () => {
    for (let from = 0; from < characters.length; from += each) {
      centred(sheet, characters.slice(from, from + each).join(''), takeLine(sheet), TITLE, 'bold')
    }
  })
  sheet.line += 1
}

/** 主送: to whom it goes, at the left edge. */
export function addressee(sheet: Sheet, text: string): void {
  write(sheet, `${text}：`, 0)
}

/** A paragraph of the body, its first line two characters in. */
export function paragraph(sheet: Sheet, text: string): void {
  for (const part of text.split('\n').filter((one) => one.trim())) write(sheet, part.trim(), 2)
}

/** Of a form's row, the cells for what it asks; the rest is for the answer. */
const TERM_CELLS = 8

/** A row of a form: what is asked on the left, the answer beside it, a hairline below. It breaks over pages by its lines. */
export function formRow(sheet: Sheet, row: { term: string; text: string }): void {
  const { pdf } = sheet
  const cell = BODY + SPACING
  const left = linesOf(sheet, row.term, 0, TERM_CELLS - 1)
  const right = row.text
    .split('\n')
    .flatMap((part) => linesOf(sheet, part.trim() || '—', 0, GRID.cells - TERM_CELLS))
  section(sheet, 'P', () => {
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      const top = takeLine(sheet)
      draw(pdf, left[at] ?? [], GRID.left, top, BODY, SPACING)
      draw(pdf, right[at] ?? [], GRID.left + TERM_CELLS * cell, top, BODY, SPACING)
    }
  })
  const y = lineTop(sheet.line - 1) + BODY + (PITCH - BODY) / 2
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(GRID.left, y)
    .lineTo(GRID.left + GRID.width, y)
    .lineWidth(0.4)
    .stroke('#8a8a8a')
  pdf.endMarkedContent()
}

/** A line in small characters under the title: number and organ of a form. */
export function caption(sheet: Sheet, text: string): void {
  section(sheet, 'P', () => {
    draw(sheet.pdf, pieces(sheet, text), GRID.left, takeLine(sheet), NUMBER, 0)
  })
}

/** 署名 and 成文日期 at the right, with an obvious specimen where the seal would be. They stay together on one page. */
export function signature(sheet: Sheet, about: { organ: string; date: string }): void {
  const { pdf, metrics } = sheet
  sheet.line += 2
  if (sheet.line + 4 > GRID.lines) newPage(sheet)
  const spread = (text: string) => widthOf(text, 'main', BODY, metrics) + [...text].length * SPACING
  const dateX = GRID.left + GRID.width - 4 * BODY - spread(about.date)
  const middle = dateX + spread(about.date) / 2
  const organX = Math.min(middle - spread(about.organ) / 2, GRID.left + GRID.width - spread(about.organ))
  const top = lineTop(sheet.line)
  section(sheet, 'P', () => {
    rowAt(sheet, sheet.line, about.organ, organX)
    sheet.line += 1
    rowAt(sheet, sheet.line, about.date, dateX)
    sheet.line += 1
  })
  // Dashed, grey and labelled: nobody takes it for a seal.
  pdf.markContent('Artifact', { type: 'Layout' })
  const radius = 20 * MM
  pdf.save().circle(middle, top + PITCH / 2 + BODY / 2, radius)
  pdf.lineWidth(1).dash(4, { space: 3 }).strokeColor('#8a8a8a').stroke().restore()
  draw(
    pdf.fillColor('#8a8a8a'),
    [{ text: '样章', face: 'main' }],
    middle - BODY,
    top + PITCH / 2 + BODY / 2 + radius * 0.55,
    BODY,
    0,
  )
  pdf.fillColor('#000000')
  pdf.endMarkedContent()
}

/** A square that leads to the page on which the document is checked, with its address in words beside it. */
export function verification(sheet: Sheet, about: { modules: QrModules; lines: readonly string[] }): void {
  const side = 22 * MM
  if (sheet.line + 3 > GRID.lines) newPage(sheet)
  const top = lineTop(Math.max(sheet.line, GRID.lines - 3))
  const { pdf } = sheet
  section(sheet, 'P', () => {
    about.lines.forEach((line, place) =>
      draw(pdf, pieces(sheet, line), GRID.left + side + 10, top + 12 + place * 16, 9, 0),
    )
  })
  pdf.markContent('Artifact', { type: 'Layout' })
  const step = side / about.modules.size
  for (let y = 0; y < about.modules.size; y += 1)
    for (let x = 0; x < about.modules.size; x += 1)
      if (about.modules.data[y * about.modules.size + x])
        pdf.rect(GRID.left + x * step, top + y * step, step, step)
  pdf.fill('#000000')
  pdf.endMarkedContent()
  sheet.line = GRID.lines
}

/** The modules of a QR code, row by row. */
export interface QrModules {
  size: number
  data: ArrayLike<number | boolean>
}

function section(sheet: Sheet, tag: 'P' | 'H1', content: () => void): void {
  sheet.root.add(sheet.pdf.struct(tag, {}, content))
}

function write(sheet: Sheet, text: string, indent: number): void {
  section(sheet, 'P', () => {
    let first = true
    for (const line of linesOf(sheet, text, indent)) {
      const x = GRID.left + (first ? indent * (BODY + SPACING) : 0)
      draw(sheet.pdf, line, x, takeLine(sheet), BODY, SPACING)
      first = false
    }
  })
}

/**
 * Breaks a text into lines of 28 cells: between any two Chinese characters, but not inside a word or number of Latin signs
 * that fits a line. A sign that may not begin a line takes the character before it along; one that may not end it goes over.
 */
function linesOf(sheet: Sheet, text: string, indent: number, cells: number = GRID.cells): Piece[][] {
  const most = cells * (BODY + SPACING) + 0.5
  const widthOfPiece = (piece: Piece) =>
    widthOf(piece.text, piece.face, BODY, sheet.metrics) + [...piece.text].length * SPACING
  const widthOfAll = (all: readonly Piece[]) => all.reduce((sum, piece) => sum + widthOfPiece(piece), 0)
  const lines: Piece[][] = []
  let line: Piece[] = []
  let used = indent * (BODY + SPACING)
  const breakLine = (carried: Piece[] = []) => {
    if (line.length > 1 && NOT_LAST.includes(line.at(-1)?.text ?? ' ')) carried.unshift(...line.splice(-1))
    lines.push(line)
    line = carried
    used = widthOfAll(carried)
  }
  for (const word of words(pieces(sheet, text))) {
    const width = widthOfAll(word)
    if (word.length > 1 && used + width > most && width <= most) breakLine()
    for (const piece of word) {
      if (piece.text === ' ' && line.length === 0 && lines.length > 0) continue
      if (used + widthOfPiece(piece) > most) {
        const carried = NOT_FIRST.includes(piece.text) && line.length > 1 ? line.splice(-1) : []
        breakLine(carried)
      }
      line.push(piece)
      used += widthOfPiece(piece)
    }
  }
  if (line.length > 0) lines.push(line)
  return lines
}

/** What stays together on a line: a run of Latin letters, digits and their signs with the stop after it, or one character. */
function words(all: readonly Piece[]): Piece[][] {
  const found: Piece[][] = []
  let word: Piece[] = []
  const end = () => {
    if (word.length > 0) found.push(word)
    word = []
  }
  for (const piece of all) {
    if (/^[\p{Script=Latin}\d./:_-]$/u.test(piece.text)) word.push(piece)
    else if (word.length > 0 && NOT_FIRST.includes(piece.text)) {
      word.push(piece)
      end()
    } else {
      end()
      found.push([piece])
    }
  }
  end()
  return found
}

/** Character by character, each in the first font that has it; beyond all of them, its code point: it never vanishes. */
function pieces({ metrics }: Sheet, text: string): Piece[] {
  return [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0
    if (metrics.main.hasGlyphForCodePoint(code)) return { text: character, face: 'main' }
    if (metrics.rare.hasGlyphForCodePoint(code)) return { text: character, face: 'rare' }
    return { text: `[U+${code.toString(16).toUpperCase()}]`, face: 'main' }
  })
}

function widthOf(text: string, face: Face, size: number, metrics: Sheet['metrics']): number {
  const font = metrics[face]
  const units = [...text].reduce(
    (sum, one) => sum + font.glyphForCodePoint(one.codePointAt(0) ?? 0).advanceWidth,
    0,
  )
  return (units / font.unitsPerEm) * size
}

/** Draws pieces from a point that is the top left corner of the first character's square. */
function draw(
  pdf: PDFKit.PDFDocument,
  line: readonly Piece[],
  x: number,
  top: number,
  size: number,
  spacing: number,
): void {
  let at = x
  let run: Piece | undefined
  const flush = () => {
    if (!run) return
    const options = { lineBreak: false, characterSpacing: spacing, baseline: 'alphabetic' as const }
    pdf.font(run.face).fontSize(size)
    const width = pdf.widthOfString(run.text, { characterSpacing: spacing }) + spacing
    pdf.text(run.text, at, top + ASCENT * size, options)
    at += width
    run = undefined
  }
  for (const piece of line) {
    if (run && run.face !== piece.face) flush()
    run = run ? { face: run.face, text: run.text + piece.text } : { ...piece }
  }
  flush()
}

const lineTop = (line: number): number => GRID.top + line * PITCH

function takeLine(sheet: Sheet): number {
  if (sheet.line >= GRID.lines) newPage(sheet)
  const top = lineTop(sheet.line)
  sheet.line += 1
  return top
}

function newPage(sheet: Sheet): void {
  // A paragraph that runs on keeps its tag on the next page.
  sheet.pdf.continueOnNewPage({ size: 'A4', margin: 0 })
  sheet.line = 0
}

/** A text on a line of the grid, so many characters in. */
function row(sheet: Sheet, line: number, text: string, indent: number): void {
  rowAt(sheet, line, text, GRID.left + indent * (BODY + SPACING))
}

function rowAt(sheet: Sheet, line: number, text: string, x: number): void {
  draw(sheet.pdf, pieces(sheet, text), x, lineTop(line), BODY, SPACING)
}

function centred(
  sheet: Sheet,
  text: string,
  top: number,
  size: number,
  face: 'main' | 'bold',
  colour = '#000000',
): void {
  const line = pieces(sheet, text).map((piece) => (piece.face === 'main' ? { ...piece, face } : piece))
  const width = line.reduce((sum, piece) => sum + widthOf(piece.text, piece.face, size, sheet.metrics), 0)
  sheet.pdf.fillColor(colour)
  draw(sheet.pdf, line, GRID.left + (GRID.width - width) / 2, top, size, 0)
  sheet.pdf.fillColor('#000000')
}
