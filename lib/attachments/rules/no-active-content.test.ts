import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { pdfContent } from './no-active-content'

async function pdf(change: (made: PDFDocument) => unknown = () => undefined, compressed = true) {
  const made = await PDFDocument.create()
  made.addPage().drawText('evidence')
  await change(made)
  return made.save({ useObjectStreams: compressed })
}

const action = (made: PDFDocument, kind: string) =>
  made.catalog.set(
    PDFName.of('OpenAction'),
    made.context.obj({ Type: 'Action', S: kind, F: PDFString.of('x'), URI: PDFString.of('x') }),
  )

describe('a PDF as evidence', () => {
  it('is passive when it only shows pages', async () => {
    expect(await pdfContent(await pdf())).toBe('passive')
    expect(await pdfContent(await pdf((made) => action(made, 'GoTo')))).toBe('passive')
  })

  it.each(['JavaScript', 'Launch', 'ImportData', 'SubmitForm'])('is active with a %s', async (kind) => {
    for (const compressed of [true, false])
      expect(await pdfContent(await pdf((made) => action(made, kind), compressed))).toBe('active')
  })

  it('is active with a script or a file inside', async () => {
    expect(await pdfContent(await pdf((made) => made.addJavaScript('a', 'app.alert(1)')))).toBe('active')
    expect(await pdfContent(await pdf((made) => made.attach(new Uint8Array([77, 90]), 'a.exe')))).toBe(
      'active',
    )
  })

  it('is active when an annotation of a page acts', async () => {
    const made = await pdf((one) => {
      const page = one.getPage(0)
      const link = one.context.obj({ Subtype: 'Link', A: one.context.obj({ S: 'Launch' }) })
      page.node.set(PDFName.of('Annots'), one.context.obj([one.context.register(link)]))
    })
    expect(await pdfContent(made)).toBe('active')
  })

  it('is unreadable when it is none, is cut off, or is locked', async () => {
    const whole = await pdf()
    expect(await pdfContent(Buffer.from('%PDF-1.7 nothing'))).toBe('unreadable')
    expect(await pdfContent(new Uint8Array())).toBe('unreadable')
    expect(await pdfContent(whole.subarray(0, 60))).toBe('unreadable')
  })
})
