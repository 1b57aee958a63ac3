import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { renderForm } from '../form/form'
import { GRID } from '../official/official'
import { readBack, readTags } from '../official/testing'
import { bindVolume } from './volume'

const MM = 72 / 25.4
const at = toDate('2026-11-26T02:00:00.000Z')
const form = (title: string, rows: number) =>
  renderForm(
    {
      organ: '云岫区住房和建设局',
      number: '2026-000001',
      title,
      rows: Array.from({ length: rows }, (_, place) => ({
        term: `第${place + 1}项`,
        text: `${title}资料${place + 1}。`,
      })),
      note: '说明。',
      issuedAt: at,
    },
    null,
  )

describe('a bound volume', () => {
  it('keeps the tags of every part: each text of a page is found through its tag', async () => {
    const parts = await Promise.all([form('事先报告表', 30), form('送达回证', 3)])
    const text = { organ: '云岫区', number: '2026-000001', rows: [{ term: '案件', text: '事先报告' }], at }
    const bound = await bindVolume(
      text,
      parts.map((content, place) => ({
        name: place === 0 ? '事先报告表' : '送达回证',
        number: '2026-000001',
        date: '2026年11月26日',
        content: new Uint8Array(content),
      })),
    )
    const pages = await readBack(Buffer.from(bound))
    const tags = await readTags(Buffer.from(bound))
    expect(tags).toHaveLength(pages.length)
    for (const [place, said] of tags.entries()) {
      // The numbers above and below the type area are no content; everything else hangs on a tag.
      const inside = (pages[place] ?? []).filter(
        (item) => item.y > GRID.top && item.y < GRID.top + GRID.height + MM,
      )
      const content = inside.map((item) => item.text).join('')
      expect(said.roles, `page ${place + 1}`).toContain('P')
      expect(said.text, `page ${place + 1}`).toBe(content)
    }
    expect(tags.flatMap((one) => one.roles).filter((role) => role === 'H1')).toHaveLength(4)
  })
})
