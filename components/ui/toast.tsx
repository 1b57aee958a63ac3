'use client'

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { cx } from './cx'
import { Icon } from './icon'

export type Toast = {
  message: string
  tone?: 'info' | 'success' | 'refusal'
  /** A way back, or a way to the thing. */
  action?: { label: string; onAct: () => void }
}

type Shown = Toast & { id: number }
type Show = (toast: Toast) => void

const ToastContext = createContext<Show | null>(null)

const EDGES = { info: 'border-l-accent', success: 'border-l-green', refusal: 'border-l-red' } as const
const STAYS_MS = 8000

/** Holds the toasts of a page; put it once around the content. */
export function ToastProvider({
  labels,
  children,
}: {
  labels: { region: string; close: string }
  children: ReactNode
}) {
  const [toasts, setToasts] = useState<readonly Shown[]>([])
  const counter = useRef(0)
  const show = useCallback<Show>((toast) => {
    counter.current += 1
    const id = counter.current
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }])
  }, [])
  const close = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  )
  const value = useMemo(() => show, [show])
  return (
    <ToastContext value={value}>
      {children}
      <section
        aria-label={labels.region}
        aria-live="polite"
        data-chrome=""
        className="pointer-events-none fixed right-4 bottom-4 left-4 z-50 flex flex-col items-end gap-2 phone:items-stretch"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} closeLabel={labels.close} onClose={() => close(toast.id)} />
        ))}
      </section>
    </ToastContext>
  )
}

/** Shows a toast. A refusal stays until closed; others leave after eight seconds unless pointed at or focused. */
export function useToast(): Show {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it')
  return show
}

function ToastCard({
  toast,
  closeLabel,
  onClose,
}: {
  toast: Shown
  closeLabel: string
  onClose: () => void
}) {
  const [held, setHeld] = useState(false)
  const tone = toast.tone ?? 'info'
  const leave = useRef(onClose)
  useEffect(() => {
    leave.current = onClose
  }, [onClose])
  useEffect(() => {
    if (held || tone === 'refusal') return
    const timer = setTimeout(() => leave.current(), STAYS_MS)
    return () => clearTimeout(timer)
  }, [held, tone])
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex max-w-md items-start gap-3 rounded-lg border border-l-4 border-line bg-card py-2.5 pr-2 pl-4 shadow-float phone:max-w-none',
        EDGES[tone],
      )}
    >
      <p className="min-w-0 flex-1 py-1">{toast.message}</p>
      {toast.action ? (
        <button
          type="button"
          onClick={() => {
            toast.action?.onAct()
            onClose()
          }}
          className="min-h-8 rounded-md px-2 font-medium text-accent-ink hover:bg-hover"
        >
          {toast.action.label}
        </button>
      ) : null}
      <button
        type="button"
        onClick={onClose}
        aria-label={closeLabel}
        className="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover"
      >
        <Icon name="close" className="size-3.5" />
      </button>
    </div>
  )
}
