// Every export of a 'use server' file is made by defineAction; every route handler says who may call it.
import ts from 'typescript'
import { filesBelow, read, report } from './files.mjs'

/** What makes an action; signing out needs no input and no open session. */
const MAKERS = new Set(['defineAction', 'defineSignOut'])
/** How a handler for signed-in people learns who calls. */
const ASKS_WHO = /\bgetActor\(|\brequireActor\(/
/** How a handler for whoever runs the installation learns that. */
const ASKS_OPERATOR = /\bmayReadMetrics\(/
const AUTHORITY = /^export const authority = '(public|signed-in|operator)'$/m

const problems = []
for (const path of ['lib', 'app', 'components'].flatMap(filesBelow)) {
  if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue
  const text = read(path)
  if (/['"]use server['"]/.test(text)) checkActions(path, text)
  if (/^app\/.*\/route\.tsx?$/.test(path)) checkRoute(path, text)
}
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
    problems.push(`${path}: says no authority (export const authority = 'public' | 'signed-in' | 'operator')`)
  if (authority === 'signed-in' && !ASKS_WHO.test(text))
    problems.push(`${path}: is for signed-in people but never asks who calls`)
  if (authority === 'operator' && !ASKS_OPERATOR.test(text))
    problems.push(`${path}: is for whoever runs the installation but never asks for proof`)
}
