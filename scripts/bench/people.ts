// Who asks in the measurements: somebody of each kind, in a bureau with usual and in one with most cases.
import type { Actor } from '@/lib/identity/types'
import { actorOf } from '@/prisma/seed/actors'
import {
  CITY_DISCIPLINE,
  CLERK,
  districtUnit,
  DISTRICT_DISCIPLINE,
  firstBureau,
  FIRST_LEADER,
  HEAD,
  HR,
  sizeOf,
  staffNo,
  type CitySize,
} from './city'
import { setting } from './settings'

/** The size that this run measures. */
export function citySize(): CitySize {
  return sizeOf(Number(setting('BENCH_SIZE')), Number(setting('BENCH_ENTERPRISES')))
}

export const busiestUnit = (size: CitySize): number => firstBureau(size)
export const usualUnit = (size: CitySize): number =>
  firstBureau(size) + Math.floor((size.units - firstBureau(size)) / 2)

/** The staff numbers by what their holders are. */
export function staffOf(size: CitySize) {
  return {
    /** Reads the whole city. */
    office: staffNo(CITY_DISCIPLINE, HEAD),
    /** Reads one district of about a hundred and fifty units. */
    district: staffNo(districtUnit(0), DISTRICT_DISCIPLINE),
    head: staffNo(usualUnit(size), HEAD),
    busyHead: staffNo(busiestUnit(size), HEAD),
    leader: staffNo(usualUnit(size), FIRST_LEADER),
    busyLeader: staffNo(busiestUnit(size), FIRST_LEADER),
    clerk: staffNo(usualUnit(size), CLERK),
    busyClerk: staffNo(busiestUnit(size), CLERK),
    hr: staffNo(usualUnit(size), HR),
    /** Files often. */
    official: staffNo(usualUnit(size), HR + 1),
    busyOfficial: staffNo(busiestUnit(size), HR + 1),
  }
}
export type Kind = keyof ReturnType<typeof staffOf>

export async function people(size: CitySize): Promise<Record<Kind, Actor>> {
  const actors: [string, Actor][] = []
  for (const [kind, number] of Object.entries(staffOf(size))) actors.push([kind, await actorOf(number)])
  return Object.fromEntries(actors) as Record<Kind, Actor>
}
