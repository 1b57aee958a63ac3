import type { Service } from './types'

/** Whether an organ with this path lies in the subtree that another system was let in for. */
export function reaches(service: Pick<Service, 'organPath'>, path: string): boolean {
  return path.startsWith(service.organPath)
}
