/** How many statements a connection keeps prepared: each costs it some tens of kilobytes. */
const MOST_NAMED = 250
/** Longer ones write many rows at once; each number of rows would be a statement of its own. */
const LONGEST_NAMED = 3000

const names = new Map<string, string>()

/**
 * Begins a statement of ours that is planned once a connection like the rest below: it looks up one thing by its key, whatever
 * it gathers around that.
 */
export const ONE_PLAN = '/* one plan */'

/**
 * The name under which PostgreSQL keeps a statement prepared, so that it plans the same insert or look-up by key once a
 * connection and not every time; row policies make planning dearer than the work. Empty, which is none, for searches and
 * lists: their best plan depends on the values.
 */
export function statementName(sql: string): string {
  const known = names.get(sql)
  if (known) return known
  const marked = sql.trimStart().startsWith(ONE_PLAN)
  if (names.size >= MOST_NAMED) return ''
  if (!marked && (sql.length > LONGEST_NAMED || !plansAlike(sql))) return ''
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}

const WRITE = /^\s*(INSERT|UPDATE|DELETE)\s/
/** Functions that plan for themselves. */
const CALL = /^\s*SELECT (append_log|index_case|log_rows|set_config)\(/
const SELECT = /^\s*SELECT\s/
/** Where the values decide: order, patterns, arrays, joins, counts. */
const DEPENDS = /ORDER BY|LIKE|@>|&&|JOIN|COUNT\(|EXISTS|WITH /i

function plansAlike(sql: string): boolean {
  if (WRITE.test(sql) || CALL.test(sql)) return true
  return SELECT.test(sql) && !DEPENDS.test(sql)
}
