// Every export of a 'use server' file is made by defineAction; every route handler says who may call it, and every
// operation of the REST interface which scope it needs.
import ts from 'typescript'
import { filesBelow, read, report } from './files.mjs'
import { LIST, operationFiles, readOperations } from './operations.mjs'

/** What makes an action; signing out needs no input and no open session. */
const MAKERS = new Set(['defineAction', 'defineSignOut'])
/** How a handler for signed-in people learns who calls. */
const ASKS_WHO = /\bgetActor\(|\brequireActor\(/
/** How a handler for whoever runs the installation learns that. */
const ASKS_OPERATOR = /\bmayReadMetrics\(/
const AUTHORITY = /^export const authority = '(public|signed-in|operator|token)'$/m
/** The REST interface: its one route hands everything to the operations, and looks at no session. */
const BY_TOKEN = 'app/api/v1/[...path]/route.ts'

const problems = []
for (const path of ['lib', 'app', 'components'].flatMap(filesBelow)) {
  if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue
  const text = read(path)
  if (/['"]use server['"]/.test(text)) checkActions(path, text)
  if (/^app\/.*\/route\.tsx?$/.test(path)) checkRoute(path, text)
}
checkOperations()
report(problems)

function checkActions(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  if (!path.endsWith('/actions.ts')) {
    const directive = findDirective(source)
    if (directive) problems.push(`${path}: 'use server' belongs in actions.ts`)
    return
  }
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) {
      problems.push(`${path}: export actions one by one: export const name = defineAction(…)`)
      continue
    }
    if (!statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) continue
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) continue
    const declarations = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations
      : [statement]
    for (const { name, initializer } of declarations) {
      const made =
        initializer && ts.isCallExpression(initializer) ? initializer.expression.getText(source) : ''
      if (!MAKERS.has(made))
        problems.push(`${path}: ${name?.getText(source) ?? 'default'} is not made by defineAction`)
    }
  }
}

/** The directive at the top of the file or at the top of any function in it. */
function findDirective(node) {
  if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression))
    return node.expression.text === 'use server'
  return ts.forEachChild(node, (child) => findDirective(child) || undefined) ?? false
}

function checkRoute(path, text) {
  const [, authority] = AUTHORITY.exec(text) ?? []
  if (!authority)
    problems.push(
      `${path}: says no authority (export const authority = 'public' | 'signed-in' | 'operator' | 'token')`,
    )
  if ((authority === 'token') !== (path === BY_TOKEN))
    problems.push(`${path}: tokens are for ${BY_TOKEN}, and it for them`)
  if (authority === 'token' && (ASKS_WHO.test(text) || !text.includes('answerCall(request, OPERATIONS)')))
    problems.push(`${path}: only hands the request to the operations`)
  if (authority === 'signed-in' && !ASKS_WHO.test(text))
    problems.push(`${path}: is for signed-in people but never asks who calls`)
  if (authority === 'operator' && !ASKS_OPERATOR.test(text))
    problems.push(`${path}: is for whoever runs the installation but never asks for proof`)
}

function checkOperations() {
  const list = read(LIST)
  const seen = new Map()
  for (const path of operationFiles) {
    const from = path.replace(/^lib\/api\/(.*)\.ts$/, './$1')
    if (!list.includes(`from '${from}'`)) problems.push(`${LIST}: does not list ${path}`)
    const { operations, problems: wrong } = readOperations(path)
    problems.push(...wrong)
    for (const { id, method, path: address } of operations)
      for (const key of [id, `${method} ${address}`]) {
        if (seen.has(key)) problems.push(`${path}: ${key} is in ${seen.get(key)} too`)
        seen.set(key, path)
      }
  }
}
