// The first administrators of an installation without the demo, from the environment or asked for at the terminal. Safe
// to repeat: roles that somebody holds are left alone. Exit 0 done or nothing to do, 1 refused.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { createAdministrators, type FirstAdministrator } from '@/lib/identity/administrators/commands'
import { missingAdministrators, type AdministratorRole } from '@/lib/identity/administrators/queries'
import { passwordProblem } from '@/lib/identity/rules/password-strength'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { getTranslator, refusalText, LOCALES } from '@/lib/platform/i18n'

const PREFIX: Readonly<Record<AdministratorRole, string>> = {
  SYSTEM_ADMIN: 'ADMIN',
  SECURITY_ADMIN: 'SECURITY',
  AUDIT_ADMIN: 'AUDIT',
}
/** Without an audit administrator the product starts; the two others it cannot do without. */
const OPTIONAL: AdministratorRole = 'AUDIT_ADMIN'
/** Staff numbers and codes of organs. */
const CODE = /^[A-Z0-9-]{1,20}$/
const CODE_RULE = '字母、数字和连字符，最多 20 个。 Letters, digits and hyphens, at most 20.'

/** The same words in both languages, as everything before somebody has chosen one. */
function both(key: string, params?: Record<string, string | number>): string {
  return LOCALES.map((locale) => getTranslator(locale)(key as never, params as never)).join(' ')
}

const roleName = (role: AdministratorRole) => both(`identity.role.${role}`)
const cleanCode = (text: string) => text.trim().normalize('NFKC').toUpperCase()

/** A sentence for the person at the terminal. */
class Unusable extends Error {}

/** People whom the environment names: null when it names nobody. */
function fromEnvironment(missing: readonly AdministratorRole[]): FirstAdministrator[] | null {
  const people: FirstAdministrator[] = []
  const lacking: string[] = []
  let given = 0
  for (const role of missing) {
    const names = ['STAFF_NO', 'NAME', 'PASSWORD'].map((name) => `${PREFIX[role]}_${name}`)
    const [staffNo = '', name = '', password = ''] = names.map((name) => process.env[name] ?? '')
    const empty = names.filter((name) => !process.env[name])
    given += names.length - empty.length
    if (empty.length === 0) people.push({ role, staffNo: cleanCode(staffNo), name: name.trim(), password })
    else if (role !== OPTIONAL || empty.length < names.length) lacking.push(...empty)
  }
  if (given === 0) return null
  if (lacking.length > 0)
    throw new Unusable(
      `还缺少环境变量 ${lacking.join('、')}。 These settings are missing too: ${lacking.join(', ')}.`,
    )
  return people
}

type Ask = (words: string, problem: (answer: string) => string | null, hide?: boolean) => Promise<string>

async function fromTerminal(missing: readonly AdministratorRole[]): Promise<FirstAdministrator[]> {
  let hidden = false
  const output = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      if (!hidden) process.stdout.write(chunk)
      next()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const ask: Ask = async (words, problem, hide = false) => {
    for (;;) {
      process.stdout.write(`  ${words}: `)
      hidden = hide
      const answer = await terminal.question('')
      hidden = false
      if (hide) process.stdout.write('\n')
      const wrong = problem(answer)
      if (!wrong) return answer
      console.log(`  ${wrong}`)
    }
  }
  const people: FirstAdministrator[] = []
  try {
    console.log('\n还没有管理员，请逐一设定。 There is no administrator yet: name them now.')
    for (const role of missing) {
      const person = await askPerson(ask, role, people)
      if (person) people.push(person)
    }
  } finally {
    terminal.close()
  }
  return people
}

async function askPerson(ask: Ask, role: AdministratorRole, others: readonly FirstAdministrator[]) {
  const optional = role === OPTIONAL
  console.log(`\n${roleName(role)}${optional ? '（可留空跳过 leave empty to skip）' : ''}`)
  const staffNo = cleanCode(
    await ask('工号 staff number', (answer) => {
      const typed = cleanCode(answer)
      if (typed === '' && optional) return null
      if (!CODE.test(typed)) return CODE_RULE
      const taken = others.some((person) => person.staffNo === typed)
      return taken ? both('identity.refusal.administrators-exclude') : null
    }),
  )
  if (!staffNo) return null
  const name = await ask('姓名 name', (answer) => (answer.trim() ? null : both('platform.field.required')))
  const weakness = (answer: string) => {
    const problem = passwordProblem(answer, staffNo)
    return problem && both(problem)
  }
  for (;;) {
    const password = await ask('密码 password', weakness, true)
    const again = await ask('再输一次 again', () => null, true)
    if (again === password) return { role, staffNo, name: name.trim(), password }
    console.log(`  ${both('identity.activate.mismatch')}`)
  }
}

async function main(): Promise<void> {
  const missing = await missingAdministrators()
  if (missing.every((role) => role === OPTIONAL)) {
    const audit = fromEnvironment(missing)
    if (audit) await create(audit)
    return
  }
  const people = fromEnvironment(missing) ?? (process.stdin.isTTY ? await fromTerminal(missing) : null)
  if (!people) {
    console.error(
      '还没有管理员，无人能登录：请设置 ADMIN_STAFF_NO、ADMIN_NAME、ADMIN_PASSWORD 与 SECURITY_STAFF_NO、SECURITY_NAME、SECURITY_PASSWORD，或在终端里再次启动。 ' +
        'There is no administrator and nobody can sign in: set ADMIN_STAFF_NO, ADMIN_NAME, ADMIN_PASSWORD and SECURITY_STAFF_NO, SECURITY_NAME, SECURITY_PASSWORD, or start again in a terminal.',
    )
    return
  }
  await create(people)
  if ((await missingAdministrators()).includes(OPTIONAL))
    console.log(
      '授予角色须由第二人确认：请再设置 AUDIT_STAFF_NO、AUDIT_NAME、AUDIT_PASSWORD 设定审计管理员。 ' +
        'A second person confirms every role: name an audit administrator with AUDIT_STAFF_NO, AUDIT_NAME, AUDIT_PASSWORD.',
    )
}

async function create(people: FirstAdministrator[]): Promise<void> {
  const root = {
    code: cleanCode(process.env.ORGAN_CODE ?? 'ROOT'),
    name: process.env.ORGAN_NAME?.trim() || '本级机关',
  }
  const codes = people.map(({ role, staffNo }) => [`${PREFIX[role]}_STAFF_NO`, staffNo])
  for (const [name, code] of [...codes, ['ORGAN_CODE', root.code]])
    if (!CODE.test(code ?? '')) throw new Unusable(`${name}: ${CODE_RULE}`)
  const result = await createAdministrators({ clock: systemClock, root, people })
  if (!result.ok) {
    const problems = Object.entries(result.refusal.fields ?? {}).map(
      ([staffNo, key]) => `${staffNo}: ${both(key)}`,
    )
    const words = LOCALES.map((locale) => {
      const t = getTranslator(locale)
      return refusalText((key, params) => t(key as never, params as never), result.refusal)
    })
    throw new Unusable([...words, ...problems].join(' '))
  }
  for (const { role, staffNo, name } of people)
    if (result.value.created.includes(role)) console.log(`✓ ${roleName(role)}: ${name} (${staffNo})`)
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Unusable ? `✗ ${error.message}` : error)
    process.exitCode = 1
  })
  .finally(closeDb)
