// The operations of the REST interface as their definitions stand in the source, for the checks beside this one.
import ts from 'typescript'
import { filesBelow, read } from './files.mjs'

/** The list of all of them. */
export const LIST = 'lib/api/operations.ts'
const MAKER = 'defineOperation'
const NEEDED = ['id', 'method', 'path', 'callers', 'scope']

export const operationFiles = filesBelow('lib/api').filter(
  (path) => path.endsWith('/operations.ts') && path !== LIST,
)

const isExported = (statement) =>
  statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false

/** What a file of operations defines, and what is wrong with it: each is made by defineOperation and says its own words. */
export function readOperations(path) {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest)
  const operations = []
  const problems = []
  for (const statement of source.statements.filter(isExported)) {
    const declarations = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations
      : [statement]
    for (const { name, initializer } of declarations) {
      const said = name?.getText(source) ?? 'default'
      // A table of steps belongs to the operation that takes them.
      if (/^[A-Z_]+_STEPS$/.test(said)) continue
      const call = initializer && ts.isCallExpression(initializer) ? initializer : null
      const definition = call?.expression.getText(source) === MAKER ? call.arguments[0] : null
      if (!definition || !ts.isObjectLiteralExpression(definition)) {
        problems.push(`${path}: ${said} is not made by ${MAKER}`)
        continue
      }
      const words = Object.fromEntries(
        definition.properties
          .filter((one) => ts.isPropertyAssignment(one) && ts.isStringLiteral(one.initializer))
          .map((one) => [one.name.getText(source), one.initializer.text]),
      )
      for (const word of NEEDED) if (!words[word]) problems.push(`${path}: ${said} does not say its ${word}`)
      if ((words.callers === 'everybody') !== (words.scope === 'none'))
        problems.push(`${path}: ${said} is open to everybody exactly when it needs no scope`)
      operations.push({ ...words, name: said })
    }
  }
  return { operations, problems }
}
