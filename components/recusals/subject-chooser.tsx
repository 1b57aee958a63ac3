'use client'
import { useRouter } from 'next/navigation'
import { OfficialPicker, type OfficialChoice } from '@/components/filing/official-picker'

/** Chooses the person; the address keeps the choice, so the page can be shared and reloaded. */
export function SubjectChooser({
  label,
  initial,
  path,
}: {
  label: string
  initial: OfficialChoice | null
  path: string
}) {
  const router = useRouter()
  return (
    <OfficialPicker
      id="subject"
      name="subject"
      label={label}
      required
      initial={initial}
      onChoose={(official) => router.push(official ? `${path}?subject=${official.id}` : path)}
    />
  )
}
