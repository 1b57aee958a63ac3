export type UploadedFile = {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Where it can be read again. */
  href?: string
}

export type UploadAnswer = { ok: true; file: UploadedFile } | { ok: false; message: string | null }

export type UploadRequest = {
  url: string
  file: File
  /** `form` posts multipart with the part `file`; `raw` posts the bytes with the name in `x-file-name`, percent-encoded. */
  encoding: 'form' | 'raw'
  /** More parts of the form. */
  fields?: Readonly<Record<string, string>>
  onProgress: (fraction: number) => void
  signal: AbortSignal
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Reads the server's answer: `{id, name, size, href?}` when kept, `{message}` when refused, null when it says nothing. */
export function readUploadAnswer(status: number, body: string): UploadAnswer {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    value = null
  }
  const id = field(value, 'id')
  const name = field(value, 'name')
  const size = field(value, 'size')
  const href = field(value, 'href')
  if (
    status >= 200 &&
    status < 300 &&
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof size === 'number'
  ) {
    return { ok: true, file: { id, name, size, ...(typeof href === 'string' ? { href } : {}) } }
  }
  const message = field(value, 'message')
  return { ok: false, message: typeof message === 'string' && message !== '' ? message : null }
}

/** Sends one file with progress; fetch cannot tell how much has been sent, so this is XMLHttpRequest. */
export function upload({
  url,
  file,
  encoding,
  fields,
  onProgress,
  signal,
}: UploadRequest): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => resolve(readUploadAnswer(request.status, request.responseText))
    request.onerror = () => resolve({ ok: false, message: null })
    request.onabort = () => resolve({ ok: false, message: null })
    signal.addEventListener('abort', () => request.abort())
    if (encoding === 'raw') {
      request.setRequestHeader('content-type', file.type || 'application/octet-stream')
      request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
      request.send(file)
      return
    }
    const form = new FormData()
    for (const [key, value] of Object.entries(fields ?? {})) form.append(key, value)
    form.append('file', file, file.name)
    request.send(form)
  })
}

/** A file size in the unit a person expects: 84 KB, 1.2 MB (1024 bytes each). */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Whether the browser's own rule for `accept` lets this file in; the server judges again by content. */
export function isAccepted(file: { name: string; type: string }, accept: string | undefined): boolean {
  if (!accept) return true
  const name = file.name.toLowerCase()
  return accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .some((rule) => {
      if (rule.startsWith('.')) return name.endsWith(rule)
      if (rule.endsWith('/*')) return file.type.toLowerCase().startsWith(rule.slice(0, -1))
      return file.type.toLowerCase() === rule
    })
}
