// Units counted under the one that stands above them all: its own cases, and each unit right below with what is beneath it.

export interface UnitCount {
  path: string
  cases: number
}

export interface UnitShare extends UnitCount {
  /** The cases of this unit alone, without those below it. */
  own: boolean
}

/** The path of the lowest unit above all of these, at a slash; empty when there is none. */
export function commonPath(paths: readonly string[]): string {
  const [first, ...rest] = paths.map((path) => path.split('/').slice(1, -1))
  if (!first) return ''
  const shared = first.findIndex((code, place) => rest.some((other) => other[place] !== code))
  const codes = shared < 0 ? first : first.slice(0, shared)
  return codes.length > 0 ? `/${codes.join('/')}/` : ''
}

/** The shares of a subtree, most first; `root` is the path everything is under. Together they are all there is. */
export function rollUpOrgans(counts: readonly UnitCount[], root: string): UnitShare[] {
  const shares = new Map<string, UnitShare>()
  for (const { path, cases } of counts) {
    const own = path === root
    const below = path.slice(root.length || 1).split('/')[0] ?? ''
    const at = own ? root : `${root || '/'}${below}/`
    const share = shares.get(at) ?? { path: at, cases: 0, own }
    shares.set(at, { ...share, cases: share.cases + cases })
  }
  return [...shares.values()].sort(
    (one, other) => other.cases - one.cases || (one.path < other.path ? -1 : 1),
  )
}
