// 卷宗: a case with everything that belongs to it as one PDF, with cover, index and page numbers that go on.
import {
  PDFDocument,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  rgb,
  StandardFonts,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { caption, finishSheet, formRow, openSheet, title } from '../official/official'
import { bind, finishBinding, openBinding } from './binding/binding'

export interface VolumeText {
  organ: string
  number: string
  rows: readonly { term: string; text: string }[]
  at: Date
}

/** A document of the volume; without content it is kept elsewhere and only named in the index. */
export interface VolumePart {
  name: string
  number: string
  date: string
  content: Uint8Array | null
}

/** A space as wide as a character. */
const WIDE_SPACE = '\u3000'
const MM = 72 / 25.4
/** From the upper and the outer edge of the paper to the number. */
const CORNER = 15 * MM
const NUMBER_SIZE = 11

async function front(text: VolumeText, index: readonly { term: string; text: string }[]): Promise<Buffer> {
  const cover = openSheet({ title: `卷宗 ${text.number}`, at: text.at, language: 'zh-CN' })
  title(cover, '卷宗')
  caption(cover, text.organ)
  for (const row of text.rows) formRow(cover, row)
  caption(cover, '')
  title(cover, '卷内目录')
  for (const row of index) formRow(cover, row)
  return finishSheet(cover)
}

/**
 * Binds the parts: cover and index first, then each part with its tags, its pages numbered on in the outer upper corner.
 */
export async function bindVolume(text: VolumeText, parts: readonly VolumePart[]): Promise<Uint8Array> {
  const opened: { part: VolumePart; pdf: PDFDocument | null }[] = []
  for (const part of parts)
    opened.push({ part, pdf: part.content ? await PDFDocument.load(part.content) : null })
  const indexFrom = (first: number) => {
    let page = first
    return opened.map(({ part, pdf }, at) => {
      const count = pdf?.getPageCount() ?? 0
      const pages = count === 0 ? '另存' : count === 1 ? `第${page}页` : `第${page}—${page + count - 1}页`
      page += count
      return {
        term: [String(at + 1), pages].join(WIDE_SPACE),
        text: [part.name, part.number, part.date].filter(Boolean).join(WIDE_SPACE),
      }
    })
  }
  // How long the index is does not depend on the numbers in it: written once to count, once to stand.
  const length = (await PDFDocument.load(await front(text, indexFrom(1)))).getPageCount()
  const binding = await openBinding({ title: `卷宗 ${text.number}`, language: 'zh-CN', at: text.at })
  bind(binding, await PDFDocument.load(await front(text, indexFrom(length + 1))))
  for (const { pdf } of opened) if (pdf) bind(binding, pdf)
  const font = await binding.volume.embedFont(StandardFonts.Helvetica)
  binding.volume.getPages().forEach((page, at) => numberPage(page, at + 1, font))
  return finishBinding(binding)
}

/** The number is no content: readers for the blind pass over it. */
function numberPage(page: PDFPage, number: number, font: PDFFont): void {
  const text = String(number)
  const width = font.widthOfTextAtSize(text, NUMBER_SIZE)
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]))
  page.drawText(text, {
    x: number % 2 === 1 ? page.getWidth() - CORNER - width : CORNER,
    y: page.getHeight() - CORNER,
    size: NUMBER_SIZE,
    font,
    color: rgb(0, 0, 0),
  })
  page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent))
}
