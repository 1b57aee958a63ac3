// Putting tagged PDFs together: pages and the tree of their tags move into one document, so that a reader for the blind
// still finds every paragraph.
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFPage,
  PDFPageLeaf,
  PDFRef,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib'

const name = (text: string) => PDFName.of(text)

/** A document under construction: its root of tags and which marks of which page belong to which tag. */
interface Binding {
  volume: PDFDocument
  root: PDFRef
  /** The tags below the root, in the order of the pages. */
  kids: PDFArray
  /** The number tree from a page's number of tags to its tags. */
  parents: PDFArray
  next: number
}

/** Begins a tagged document. */
export async function openBinding(about: { title: string; language: string; at: Date }): Promise<Binding> {
  const volume = await PDFDocument.create()
  volume.setTitle(about.title, { showInWindowTitleBar: true })
  volume.setLanguage(about.language)
  volume.setProducer('Qinqing')
  volume.setCreationDate(about.at)
  volume.setModificationDate(about.at)
  const { context, catalog } = volume
  const kids = PDFArray.withContext(context)
  const parents = PDFArray.withContext(context)
  const root = context.register(
    context.obj({ Type: 'StructTreeRoot', K: kids, ParentTree: context.obj({ Nums: parents }) }),
  )
  catalog.set(name('StructTreeRoot'), root)
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }))
  return { volume, root, kids, parents, next: 0 }
}

/** Adds all pages of a tagged document with their tags. */
export function bind(binding: Binding, part: PDFDocument): void {
  const { volume } = binding
  const copier = PDFObjectCopier.for(part.context, volume.context)
  // Pages first: a tag that names its page then finds the copy of it.
  for (const page of part.getPages()) {
    const ref = copier.copy(page.ref)
    const leaf = volume.context.lookup(ref)
    if (leaf instanceof PDFPageLeaf) volume.addPage(PDFPage.of(leaf, ref, volume))
  }
  const from = part.catalog.get(name('StructTreeRoot'))
  const tree = from && part.context.lookup(from, PDFDict)
  if (!tree) return
  const roots = copyOf(copier, tree, 'K')
  const copied = from instanceof PDFRef ? copier.copy(from) : undefined
  const children = roots === undefined ? [] : listed(volume.context, roots)
  for (const kid of children) {
    volume.context.lookup(kid, PDFDict).set(name('P'), binding.root)
    binding.kids.push(kid)
  }
  const numbers = tree.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray)
  const offset = binding.next
  for (let at = 0; at + 1 < numbers.size(); at += 2) {
    const number = offset + numbers.lookup(at, PDFNumber).asNumber()
    binding.parents.push(PDFNumber.of(number))
    binding.parents.push(copier.copy(numbers.get(at + 1)))
    binding.next = Math.max(binding.next, number + 1)
  }
  for (const page of volume.getPages().slice(-part.getPageCount())) {
    const number = page.node.lookup(name('StructParents'))
    if (number instanceof PDFNumber)
      page.node.set(name('StructParents'), PDFNumber.of(offset + number.asNumber()))
  }
  // The part's own root came along with its tags and is nobody's any more.
  if (copied) volume.context.delete(copied)
}

function copyOf(copier: PDFObjectCopier, dict: PDFDict, key: string): PDFObject | undefined {
  const value = dict.get(name(key))
  return value && copier.copy(value)
}

/** One tag or a list of them, as references. */
function listed(context: PDFContext, value: PDFObject): PDFRef[] {
  const found = value instanceof PDFRef ? context.lookup(value) : value
  if (found instanceof PDFArray) return found.asArray().filter((one) => one instanceof PDFRef)
  return value instanceof PDFRef ? [value] : []
}

/** Closes the document and answers its bytes. */
export function finishBinding({ volume, root, next }: Binding): Promise<Uint8Array> {
  volume.context.lookup(root, PDFDict).set(name('ParentTreeNextKey'), PDFNumber.of(next))
  return volume.save()
}
