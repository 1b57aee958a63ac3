'use client'

import { useEffect, useRef, useState, type DragEvent } from 'react'
import type { ControlAria } from './field'
import { cx } from './cx'
import { fill } from './fill'
import { Icon } from './icon'
import { fileSize, isAccepted, upload, type UploadedFile } from './upload'

export type FileDropLabels = {
  /** On the button. */
  choose: string
  /** Beside it, on a desk. */
  drop: string
  /** Announced and shown while sending; `{percent}`. */
  sending: string
  /** Announced when kept; `{name}`. */
  done: string
  cancel: string
  retry: string
  /** Spoken name of the button; `{name}`. */
  remove: string
  dismiss: string
  failed: string
  /** `{limit}` is the size in words. */
  tooLarge: string
  wrongType: string
  /** `{n}` is how many are allowed. */
  tooMany: string
}

type FileDropProps = ControlAria & {
  /** Takes one file per request; see upload.ts for what it must answer. */
  url: string
  encoding?: 'form' | 'raw'
  fields?: Readonly<Record<string, string>>
  /** With a name, hidden inputs carry the ids into a plain form. */
  name?: string
  files: readonly UploadedFile[]
  onChange: (files: readonly UploadedFile[]) => void
  /** Called before a kept file leaves the list; a rejection keeps it. */
  onRemove?: (file: UploadedFile) => Promise<void> | void
  accept?: string
  /** Bytes. */
  maxBytes: number
  maxFiles?: number
  labels: FileDropLabels
  className?: string
}

type Sending = {
  key: number
  file: File
  fraction: number
  error: string | null
  stop: AbortController
  retry: boolean
}

/** Sends files as they are chosen or dropped, one line each with its progress, and can stop, retry and remove them. */
export function FileDrop(props: FileDropProps) {
  const {
    id,
    url,
    encoding = 'form',
    fields,
    name,
    files,
    onChange,
    onRemove,
    accept,
    maxBytes,
    maxFiles,
    labels,
    className,
  } = props
  const [sending, setSending] = useState<readonly Sending[]>([])
  const [over, setOver] = useState(false)
  const [said, setSaid] = useState('')
  const counter = useRef(0)
  const input = useRef<HTMLInputElement>(null)
  const kept = useRef(files)
  const inFlight = useRef(new Set<AbortController>())

  useEffect(() => {
    kept.current = files
  }, [files])

  useEffect(() => {
    const open = inFlight.current
    return () => open.forEach((stop) => stop.abort())
  }, [])

  const change = (key: number, patch: Partial<Sending>) =>
    setSending((list) => list.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)))
  const drop = (key: number) => setSending((list) => list.filter((entry) => entry.key !== key))

  function refusal(file: File, place: number): string | null {
    if (maxFiles !== undefined && kept.current.length + place >= maxFiles)
      return fill(labels.tooMany, { n: maxFiles })
    if (file.size > maxBytes) return fill(labels.tooLarge, { limit: fileSize(maxBytes) })
    return isAccepted(file, accept) ? null : labels.wrongType
  }

  async function send(key: number, file: File, stop: AbortController) {
    inFlight.current.add(stop)
    const answer = await upload({
      url,
      file,
      encoding,
      fields,
      signal: stop.signal,
      onProgress: (fraction) => change(key, { fraction }),
    })
    inFlight.current.delete(stop)
    if (stop.signal.aborted) return
    if (answer.ok) {
      kept.current = [...kept.current, answer.file]
      onChange(kept.current)
      drop(key)
      setSaid(fill(labels.done, { name: answer.file.name }))
      return
    }
    change(key, { error: answer.message ?? labels.failed, retry: true })
    setSaid(`${file.name}: ${answer.message ?? labels.failed}`)
  }

  function add(list: FileList | null) {
    const waiting = sending.filter((entry) => entry.error === null).length
    for (const [place, file] of [...(list ?? [])].entries()) {
      counter.current += 1
      const entry: Sending = {
        key: counter.current,
        file,
        fraction: 0,
        error: refusal(file, waiting + place),
        stop: new AbortController(),
        retry: false,
      }
      setSending((before) => [...before, entry])
      if (entry.error === null) void send(entry.key, file, entry.stop)
      else setSaid(`${file.name}: ${entry.error}`)
    }
    if (input.current) input.current.value = ''
  }

  function retry(entry: Sending) {
    const stop = new AbortController()
    change(entry.key, { error: null, fraction: 0, stop, retry: false })
    void send(entry.key, entry.file, stop)
  }

  async function remove(file: UploadedFile) {
    try {
      await onRemove?.(file)
    } catch {
      setSaid(labels.failed)
      return
    }
    kept.current = kept.current.filter((other) => other.id !== file.id)
    onChange(kept.current)
    input.current?.focus()
  }

  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(inside)
  }

  return (
    <div className={className}>
      <div
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          add(event.dataTransfer.files)
        }}
        className={cx(
          'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-3',
          over ? 'border-accent bg-accent-soft' : 'border-edge bg-card',
        )}
      >
        <label className="inline-flex min-h-10 items-center gap-2 rounded-lg border border-line bg-card px-4 font-medium hover:border-edge hover:bg-hover has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent phone:min-h-11 phone:w-full phone:justify-center">
          <Icon name="upload" />
          {labels.choose}
          <input
            ref={input}
            id={id}
            type="file"
            multiple={maxFiles !== 1}
            accept={accept}
            aria-describedby={props['aria-describedby']}
            aria-invalid={props['aria-invalid']}
            onChange={(event) => add(event.target.files)}
            className="sr-only"
          />
        </label>
        <span className="text-sm text-ink-3 phone:hidden">{labels.drop}</span>
      </div>
      {files.length + sending.length > 0 ? (
        <ul className="mt-2 divide-y divide-line-2 rounded-md border border-line bg-card">
          {files.map((file) => (
            <li key={file.id} className="flex items-center gap-3 py-1 pr-1 pl-4">
              {name ? <input type="hidden" name={name} value={file.id} /> : null}
              <Icon name="check" className="size-3.5 shrink-0 text-green" />
              <span className="min-w-0 flex-1">
                {file.href ? (
                  <a className="link" href={file.href}>
                    {file.name}
                  </a>
                ) : (
                  file.name
                )}{' '}
                <span className="text-sm whitespace-nowrap text-ink-3">{fileSize(file.size)}</span>
              </span>
              <RowButton label={fill(labels.remove, { name: file.name })} onClick={() => void remove(file)} />
            </li>
          ))}
          {sending.map((entry) => (
            <SendingRow
              key={entry.key}
              entry={entry}
              labels={labels}
              onRetry={() => retry(entry)}
              onLeave={() => {
                entry.stop.abort()
                drop(entry.key)
                input.current?.focus()
              }}
            />
          ))}
        </ul>
      ) : null}
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </div>
  )
}

type SendingRowProps = { entry: Sending; labels: FileDropLabels; onRetry: () => void; onLeave: () => void }

function SendingRow({ entry, labels, onRetry, onLeave }: SendingRowProps) {
  const percent = Math.round(entry.fraction * 100)
  return (
    <li className="flex items-center gap-3 py-1 pr-1 pl-4">
      <span className="min-w-0 flex-1 py-1.5">
        {entry.file.name}{' '}
        <span className="text-sm whitespace-nowrap text-ink-3">{fileSize(entry.file.size)}</span>
        {entry.error === null ? (
          <>
            <span className="ml-2 text-sm text-ink-3">{fill(labels.sending, { percent })}</span>
            <progress className="bar mt-1 block" aria-label={entry.file.name} max={100} value={percent} />
          </>
        ) : (
          <span className="flex gap-1.5 text-sm font-medium text-red">
            <Icon name="alert" className="mt-1 size-3.5 shrink-0" />
            {entry.error}
          </span>
        )}
      </span>
      {entry.retry ? (
        <button
          type="button"
          onClick={onRetry}
          className="min-h-9 rounded-md px-2 text-sm font-medium text-accent-ink hover:bg-hover"
        >
          {labels.retry}
        </button>
      ) : null}
      <RowButton label={entry.error === null ? labels.cancel : labels.dismiss} onClick={onLeave} />
    </li>
  )
}

function RowButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex size-10 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Icon name="close" className="size-3.5" />
    </button>
  )
}
