// The administrators' desks: organs, people and roles of a whole city, each against the same answer from bare SQL.
import type pg from 'pg'
import { listRoles } from '@/lib/identity/roles/queries'
import type { Actor } from '@/lib/identity/types'
import { listOfficials, listOrgans } from '@/lib/organs/administration/queries'
import { findAdministeredOrgans, listDirectoryOrgans } from '@/lib/organs/choosing/queries'
import { districtUnit, unitId } from './city'
import type { Pair } from './measure'
import { busiestUnit, citySize, people } from './people'
import { NOW } from './seeded'

const RUNS = 40
const ORGAN = `o.id, o.code, o.name, o."shortName", o.kind, o.active,
  (SELECT count(*) FROM "Official" who WHERE who."organId" = o.id AND who.active) AS officials
  FROM "Organ" o`
const TREE = `ORDER BY o.path COLLATE "C" LIMIT 51`
const PERSON = `p.id, p."staffNo", p.name, p.post, p.active, o.name AS organ
  FROM "Official" p JOIN "Organ" o ON o.id = p."organId"`
const BY_NUMBER = `ORDER BY p."staffNo" LIMIT 31`
const ROLE = `r.id, r.role, p.name, p."staffNo", o.name AS organ
  FROM "RoleAssignment" r JOIN "Official" p ON p.id = r."officialId" JOIN "Organ" o ON o.id = r."organId"`

/** The system administrator and the security administrator of the whole city. */
function administrators(office: Actor): Record<'system' | 'security', Actor> {
  const [grant] = office.roles
  if (!grant) throw new Error('the office of the city has no role')
  const as = (role: 'SYSTEM_ADMIN' | 'SECURITY_ADMIN') => ({ ...office, roles: [{ ...grant, role }] })
  return { system: as('SYSTEM_ADMIN'), security: as('SECURITY_ADMIN') }
}

/** The same answer from bare SQL, for whoever may see everything. */
export async function directoryPairs(records: number, floor: pg.Pool): Promise<Pair[]> {
  const size = citySize()
  const who = await people(size)
  const { system, security } = administrators(who.office)
  const district = unitId(districtUnit(0))
  const busy = unitId(busiestUnit(size))
  const pathOf = async (id: string) => {
    const { rows } = await floor.query<{ path: string }>(`SELECT path FROM "Organ" WHERE id = $1`, [id])
    return rows[0]?.path ?? ''
  }
  const [districtPath, busyPath] = [await pathOf(district), await pathOf(busy)]
  const { rows: busyName } = await floor.query<{ name: string }>(`SELECT name FROM "Organ" WHERE id = $1`, [
    busy,
  ])
  const part = [...(busyName[0]?.name ?? '')].slice(-4).join('')
  const pair = (name: string, ours: Pair['ours'], sql: string, values: unknown[] = []): Pair => ({
    name: `administration: ${name}`,
    records,
    runs: RUNS,
    ours,
    floor: () => floor.query(sql, values),
  })
  return [
    pair('organs, first page of the tree', () => listOrgans(system), `SELECT ${ORGAN} ${TREE}`),
    pair(
      'organs below a district',
      () => listOrgans(system, { under: district }),
      `SELECT ${ORGAN} WHERE o.path ^@ $1 ${TREE}`,
      [districtPath],
    ),
    pair(
      'organs by part of a name',
      () => listOrgans(system, { q: part }),
      `SELECT ${ORGAN} WHERE o.name LIKE $1 ${TREE}`,
      [`%${part}%`],
    ),
    pair(
      'organs to choose from',
      () => listDirectoryOrgans(system),
      `SELECT o.id, o.name FROM "Organ" o ORDER BY o.path COLLATE "C" LIMIT 61`,
    ),
    pair(
      'picker of organs',
      () => findAdministeredOrgans(security, part),
      `SELECT o.id, o.name FROM "Organ" o WHERE o.name LIKE $1 LIMIT 20`,
      [`%${part}%`],
    ),
    pair('officials, first page', () => listOfficials(system, {}, NOW), `SELECT ${PERSON} ${BY_NUMBER}`),
    pair(
      'officials of a district',
      () => listOfficials(system, { organId: district }, NOW),
      `SELECT ${PERSON} WHERE o.path ^@ $1 ${BY_NUMBER}`,
      [districtPath],
    ),
    pair(
      'officials of a bureau',
      () => listOfficials(system, { organId: busy }, NOW),
      `SELECT ${PERSON} WHERE o.path ^@ $1 ${BY_NUMBER}`,
      [busyPath],
    ),
    ...['王', '明华', '王明华'].map((q) =>
      pair(
        `officials called ${q}`,
        () => listOfficials(system, { q }, NOW),
        `SELECT ${PERSON} WHERE p.name LIKE $1 ${BY_NUMBER}`,
        [`%${q}%`],
      ),
    ),
    pair(
      'roles, newest page',
      () => listRoles(security, {}, NOW),
      `SELECT ${ROLE} ORDER BY r.id DESC LIMIT 31`,
    ),
    pair(
      'roles of somebody by name',
      () => listRoles(security, { q: '王明华' }, NOW),
      `SELECT ${ROLE} WHERE p.name LIKE '%王明华%' ORDER BY r.id DESC LIMIT 31`,
    ),
  ]
}
