// Prints an activation link for one account. Exit 0 done, 1 refused.
import { issueActivationHere } from '@/lib/identity/administrators/commands'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { getTranslator, LOCALES } from '@/lib/platform/i18n'

async function main(): Promise<number> {
  const staffNo = (process.argv[2] ?? '').trim().normalize('NFKC').toUpperCase()
  if (!staffNo) {
    console.error('用法 usage: npm run activation -- <工号 staff number>')
    return 1
  }
  const issued = await issueActivationHere({ clock: systemClock, staffNo })
  if (!issued.ok) {
    const key = `identity.refusal.${issued.refusal.code}`
    console.error(`✗ ${LOCALES.map((locale) => getTranslator(locale)(key as never)).join(' ')}`)
    return 1
  }
  const { name, code } = issued.value
  console.log(`${name} (${staffNo})\n${process.env.NEXTAUTH_URL}/activate#${code}`)
  return 0
}

main()
  .then((code) => {
    process.exitCode = code
  })
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(closeDb)
