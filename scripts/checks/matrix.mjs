// Every page, route, action and operation of the source has a row in docs/authorization-matrix.md, and the document names
// no other.
import ts from 'typescript'
import { filesBelow, read, report } from './files.mjs'
import { operationFiles, readOperations } from './operations.mjs'

const DOCUMENT = 'docs/authorization-matrix.md'
const PAGE = /^app\/(?:.*\/)?page\.tsx$/
const ROUTE = /^app\/.*\/route\.tsx?$/
const ACTIONS = /^lib\/.*\/actions\.ts$/
/** The first cell of a row, in code marks: an address or `folder/name` of an action. */
const ROW = /^\| `([^`]+)`/gm

/** The address of a page or route: groups in round brackets are no part of it. */
function addressOf(path) {
  const parts = path
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
  return `/${parts.join('/')}`
}

/** What a file of actions exports, as `folder/name`. Re-exports are refused by the check of actions and routes. */
function actionsOf(path) {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest)
  const folder = path.replace(/^lib\//, '').replace(/\/actions\.ts$/, '')
  return source.statements
    .filter((one) => ts.isVariableStatement(one))
    .filter((one) => one.modifiers?.some((word) => word.kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((one) => one.declarationList.declarations)
    .map((one) => `${folder}/${one.name.getText(source)}`)
}

/** The operations of a file, as method and address. */
function operationsOf(path) {
  return readOperations(path).operations.map(({ method, path: address }) => `${method} /api/v1${address}`)
}

const files = ['app', 'lib'].flatMap(filesBelow)
const wanted = [
  ...files.filter((path) => PAGE.test(path) || ROUTE.test(path)).map(addressOf),
  ...files.filter((path) => ACTIONS.test(path)).flatMap(actionsOf),
  ...operationFiles.flatMap(operationsOf),
]
const written = [...read(DOCUMENT).matchAll(ROW)].map((match) => match[1])
const twice = written.filter((name, index) => written.indexOf(name) !== index)
report([
  ...wanted.filter((name) => !written.includes(name)).map((name) => `${DOCUMENT}: no row for ${name}`),
  ...written.filter((name) => !wanted.includes(name)).map((name) => `${DOCUMENT}: ${name} is not there`),
  ...twice.map((name) => `${DOCUMENT}: ${name} has two rows`),
])
