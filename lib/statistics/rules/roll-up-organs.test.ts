import { describe, expect, it } from 'vitest'
import { commonPath, rollUpOrgans } from './roll-up-organs'

describe('commonPath', () => {
  it.each([
    [[], ''],
    [['/QL/YX/'], '/QL/YX/'],
    [['/QL/YX/YXZJ/', '/QL/YX/YXSJ/'], '/QL/YX/'],
    [['/QL/YX/', '/QL/YX/YXSJ/'], '/QL/YX/'],
    // The codes differ although one begins with the other.
    [['/QL/YX/', '/QL/YXB/'], '/QL/'],
    [['/A/', '/B/'], ''],
  ])('of %j is %j', (paths, common) => expect(commonPath(paths)).toBe(common))
})

describe('rollUpOrgans', () => {
  it('adds what is beneath a unit to it, and keeps the own cases of the root apart', () =>
    expect(
      rollUpOrgans(
        [
          { path: '/QL/YX/', cases: 2 },
          { path: '/QL/YX/YXZJ/', cases: 3 },
          { path: '/QL/YX/YXZJ/ZS/', cases: 4 },
          { path: '/QL/YX/YXSJ/', cases: 7 },
        ],
        '/QL/YX/',
      ),
    ).toEqual([
      { path: '/QL/YX/YXSJ/', cases: 7, own: false },
      { path: '/QL/YX/YXZJ/', cases: 7, own: false },
      { path: '/QL/YX/', cases: 2, own: true },
    ]))

  it('stands for whole trees when nothing is above them', () =>
    expect(
      rollUpOrgans(
        [
          { path: '/A/', cases: 1 },
          { path: '/B/C/', cases: 2 },
        ],
        '',
      ),
    ).toEqual([
      { path: '/B/', cases: 2, own: false },
      { path: '/A/', cases: 1, own: false },
    ]))
})
