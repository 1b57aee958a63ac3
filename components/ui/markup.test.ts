import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Button } from './button'
import { RadioCards } from './choice'
import { Diff } from './diff'
import { Field } from './field'
import { Input } from './input'
import { Pagination } from './pagination'
import { Progress } from './progress'
import { Steps } from './steps'
import { DataTable } from './table'

const html = (node: ReactNode) => renderToStaticMarkup(node)

describe('Field', () => {
  const field = (error?: string) =>
    html(
      Field({
        id: 'place',
        label: 'Place',
        hint: 'Street and number',
        error,
        required: true,
        children: (control) => createElement(Input, { ...control, name: 'place' }),
      }),
    )

  it('ties label, hint and control together', () => {
    const markup = field()
    expect(markup).toContain('for="place"')
    expect(markup).toMatch(/<input[^>]* id="place"[^>]*aria-describedby="place-hint"/)
    expect(markup).toContain('id="place-hint"')
    expect(markup).toContain('aria-required="true"')
    expect(markup).not.toContain('aria-invalid')
  })

  it('names the error first and says that the value is refused', () => {
    const markup = field('Enter a place')
    expect(markup).toContain('aria-describedby="place-error place-hint"')
    expect(markup).toContain('aria-invalid="true"')
    expect(markup).toContain('id="place-error"')
  })
})

describe('Button', () => {
  it('submits nothing and keeps its place in the tab order while pending', () => {
    const markup = html(
      createElement(Button, { type: 'submit', pending: true, pendingLabel: 'Sending' }, 'Send'),
    )
    expect(markup).toContain('type="button"')
    expect(markup).toContain('aria-disabled="true"')
    expect(markup).not.toContain('disabled=""')
    expect(markup).toContain('Sending')
  })

  it('does not submit a form unless told', () => {
    expect(html(createElement(Button, null, 'Open'))).toContain('type="button"')
  })
})

describe('RadioCards', () => {
  const cards = html(
    createElement(RadioCards, {
      id: 'verdict',
      name: 'verdict',
      legend: 'Verdict',
      error: 'Choose one',
      defaultValue: 'no',
      options: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
        { value: 'back', label: 'Return', disabled: true },
      ],
    }),
  )

  it('is a fieldset whose error belongs to it', () => {
    expect(cards).toMatch(/<fieldset id="verdict"[^>]*aria-describedby="verdict-error"/)
    expect(cards).toContain('<legend')
  })

  it('checks the chosen one only and closes a closed one', () => {
    expect(cards.match(/checked=""/g)).toHaveLength(1)
    expect(cards).toMatch(/checked=""[^>]*value="no"|value="no"[^>]*checked=""/)
    expect(cards.match(/disabled=""/g)).toHaveLength(1)
  })
})

describe('DataTable', () => {
  const columns = [
    { key: 'number', header: 'Number', width: 'w-40', cell: (row: { id: string }) => row.id },
    {
      key: 'due',
      header: 'Due',
      width: 'rest',
      cell: () => 'tomorrow',
      sort: { href: '?sort=due', direction: 'ascending' as const },
    },
  ]
  const table = (rows: ReadonlyArray<{ id: string }>, empty?: ReactNode) =>
    html(
      createElement(DataTable<{ id: string }>, {
        caption: 'Cases',
        columns,
        rows,
        rowKey: (row) => row.id,
        empty,
      }),
    )

  it('keeps its roles when laid out as cards, and says how it is sorted', () => {
    const markup = table([{ id: '2026-1' }])
    expect(markup.match(/role="row"/g)).toHaveLength(2)
    expect(markup.match(/role="cell"/g)).toHaveLength(2)
    expect(markup).toContain('aria-sort="ascending"')
    expect(markup).toContain('<caption class="sr-only">Cases</caption>')
  })

  it('gives columns their width, and what is left to the one that asks for it', () => {
    const widths = [...table([{ id: '2026-1' }]).matchAll(/<th [^>]*class="([^"]*)"/g)]
    expect(widths.map(([, classes]) => classes)).toEqual(['data-head w-40', 'data-head'])
  })

  it('shows what stands for nothing instead of an empty table', () => {
    expect(table([], createElement('p', null, 'None yet'))).toBe('<p>None yet</p>')
  })
})

describe('Steps', () => {
  it('marks one current step, which is no link, and says what is done', () => {
    const markup = html(
      createElement(Steps, {
        labels: { nav: 'Steps', done: 'Done' },
        steps: [
          { label: 'What', state: 'done', href: '?step=1' },
          { label: 'Who', state: 'current', href: '?step=2' },
          { label: 'Cost', state: 'todo' },
        ],
      }),
    )
    expect(markup.match(/aria-current="step"/g)).toHaveLength(1)
    expect(markup.match(/<a /g)).toHaveLength(1)
    expect(markup).toContain('Done ')
  })
})

describe('Pagination', () => {
  const labels = { nav: 'Pages', previous: 'Back', next: 'On' }

  it('draws an absent page as no link', () => {
    const markup = html(createElement(Pagination, { nextHref: '?after=9', summary: '1–20', labels }))
    expect(markup.match(/<a /g)).toHaveLength(1)
    expect(markup).toMatch(/aria-disabled="true"[^>]*>.*Back/)
  })

  it('draws nothing when there is nothing to say', () => {
    expect(html(createElement(Pagination, { labels }))).toBe('')
  })
})

describe('Progress', () => {
  it('has a value only when the length is known', () => {
    expect(html(createElement(Progress, { label: 'Export', value: 42 }))).toContain('value="42"')
    expect(html(createElement(Progress, { label: 'Export' }))).not.toContain('value=')
  })
})

describe('Diff', () => {
  const labels = { before: 'Version 1', after: 'Version 2', none: 'Empty', same: 'No change' }

  it('marks with del and ins what differs, and says when a side was empty', () => {
    const markup = html(
      createElement(Diff, {
        labels,
        changes: [
          { key: 'cost', field: 'Cost', before: 'they pay', after: 'we pay' },
          { key: 'note', field: 'Note', before: null, after: 'new' },
        ],
      }),
    )
    expect(markup).toMatch(/<del[^>]*>they<\/del> pay/)
    expect(markup).toMatch(/<ins[^>]*>we<\/ins> pay/)
    expect(markup).toContain('Empty')
  })

  it('says that nothing changed', () => {
    expect(html(createElement(Diff, { labels, changes: [] }))).toContain('No change')
  })
})
