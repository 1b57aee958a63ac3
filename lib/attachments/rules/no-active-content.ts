// A PDF that runs scripts, starts programs, sends forms or carries files is not evidence: it is refused by what it contains.
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream, type PDFObject } from '@cantoo/pdf-lib'

/** Kinds of action that do something beside showing a page. */
const ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'RichMediaExecute', 'GoToE']
const KEYS = ['JS', 'JavaScript', 'EmbeddedFiles', 'EF', 'XFA', 'RichMediaContent']
/** Direct objects are nested a few deep; a file that nests further was made to hurt. */
const DEEPEST = 60

export type PdfContent = 'passive' | 'active' | 'unreadable'

/** Looks into every object of a PDF, compressed ones too. What cannot be read or is locked by a password is `unreadable`. */
export async function pdfContent(bytes: Uint8Array): Promise<PdfContent> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    // A reader that mends what it can finds no page in what was never a PDF.
    if (pdf.getPageCount() === 0) return 'unreadable'
    const objects = pdf.context.enumerateIndirectObjects().map(([, object]) => object)
    const trailer = pdf.context.trailerInfo.Root
    return [...objects, ...(trailer ? [trailer] : [])].some((object) => isActive(object, 0))
      ? 'active'
      : 'passive'
  } catch {
    return 'unreadable'
  }
}

function isActive(object: PDFObject, depth: number): boolean {
  if (depth > DEEPEST) return true
  if (object instanceof PDFStream) return isActive(object.dict, depth)
  if (object instanceof PDFArray) return object.asArray().some((one) => isActive(one, depth + 1))
  if (!(object instanceof PDFDict)) return false
  const action = object.get(PDFName.of('S'))
  if (action instanceof PDFName && ACTIONS.includes(action.decodeText())) return true
  return object
    .entries()
    .some(([key, value]) => KEYS.includes(key.decodeText()) || isActive(value, depth + 1))
}
