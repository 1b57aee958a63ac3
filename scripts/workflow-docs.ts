// Prints docs/workflows/*.md from the tables that the commands obey; `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ADVANCE_REPORT } from '@/lib/advance-reports/workflow'
import type { Step } from '@/lib/cases/cases'
import { PUBLIC_APPLICATION } from '@/lib/recusals/applications/workflow'
import { RECUSAL_DECISION } from '@/lib/recusals/decisions/workflow'
import { OBJECTION } from '@/lib/recusals/objections/workflow'
import { REFUSAL } from '@/lib/recusals/refusals/workflow'
import { RECUSAL_REQUEST } from '@/lib/recusals/requests/workflow'
import { DEFAULT_LIMITS } from '@/lib/rulebook/schema'

interface AnyWorkflow {
  machine: string
  start: Readonly<Record<string, Step<string, string> | undefined>>
  table: Readonly<Record<string, Readonly<Record<string, Step<string, string> | undefined>>>>
}

const MACHINES: { file: string; title: string; workflow: AnyWorkflow }[] = [
  { file: 'advance-report', title: '事先报告 Advance report', workflow: ADVANCE_REPORT },
  {
    file: 'public-application',
    title: '外部申请和反映 What comes in from outside',
    workflow: PUBLIC_APPLICATION,
  },
  { file: 'recusal-request', title: '回避申请 Recusal request', workflow: RECUSAL_REQUEST },
  { file: 'recusal-decision', title: '回避决定 Recusal decision', workflow: RECUSAL_DECISION },
  { file: 'objection', title: '异议 Objection', workflow: OBJECTION },
  { file: 'refusal', title: '拒不回避 Refusal', workflow: REFUSAL },
]

function limitText(step: Step<string, string>): string {
  return step.limit ? `${step.limit}: ${DEFAULT_LIMITS[step.limit]} wd` : ''
}

function tableOf({ title, workflow }: (typeof MACHINES)[number]): string {
  const line = (from: string, event: string, step: Step<string, string>) =>
    `| ${from} | ${event} | ${step.to} | ${step.who.join(', ')} | ${(step.guards ?? []).join(', ')} | ${limitText(step)} | ${step.article ?? 'default'} |`
  const lines: string[] = []
  for (const [event, step] of Object.entries(workflow.start)) if (step) lines.push(line('—', event, step))
  for (const [status, events] of Object.entries(workflow.table))
    for (const [event, step] of Object.entries(events)) if (step) lines.push(line(status, event, step))
  return [
    `# ${title}`,
    '',
    'Printed from the table that draws the buttons and refuses the request (`npm run check` compares). A guard is',
    'named for the refusal it gives. Limits are the defaults of policy version 1, in working days.',
    '',
    '| from | event | to | actor | guards | limit started | article |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    ...diagramOf(workflow),
    '',
  ].join('\n')
}

function diagramOf(workflow: AnyWorkflow): string[] {
  const edges = new Map<string, string[]>()
  const add = (from: string, to: string, event: string) => {
    if (from === to) return
    const key = `  ${from} --> ${to}`
    edges.set(key, [...(edges.get(key) ?? []), event])
  }
  for (const [event, step] of Object.entries(workflow.start)) if (step) add('[*]', step.to, event)
  for (const [status, events] of Object.entries(workflow.table))
    for (const [event, step] of Object.entries(events)) if (step) add(status, step.to, event)
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...edges].map(([edge, events]) => `${edge}: ${events.join(', ')}`),
    '```',
  ]
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')
const stale: string[] = []
mkdirSync(join(root, 'docs/workflows'), { recursive: true })
for (const machine of MACHINES) {
  const path = join(root, 'docs/workflows', `${machine.file}.md`)
  const wanted = tableOf(machine)
  if (!check) writeFileSync(path, wanted)
  else if (read(path) !== wanted) stale.push(`${machine.file}.md`)
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')} — run: npm run docs:workflows`)
  process.exit(1)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
