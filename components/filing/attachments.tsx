'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { fileSize } from '@/components/ui/upload'
import { fileDropLabels } from './file-drop-labels'
import type { AttachedFile } from '@/lib/attachments/types'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  caseId: string
  files: AttachedFile[]
  maxBytes: number
  maxFiles: number
  remove: (raw: unknown) => Promise<ActionResult<unknown>>
  /** The page shows the files elsewhere too: it is read again when they change. */
  refreshes?: boolean
}

/** The files of a filing: kept as soon as they are chosen. */
export function Attachments({ caseId, files: first, maxBytes, maxFiles, remove, refreshes }: Props) {
  const t = useTranslations('filing.attachments')
  const router = useRouter()
  const [files, setFiles] = useState<readonly AttachedFile[]>(first)
  return (
    <Field id="attachments" label={t('label')} hint={t('hint', { limit: fileSize(maxBytes) })}>
      {(control) => (
        <FileDrop
          {...control}
          url="/api/uploads"
          fields={{ caseId }}
          files={files}
          onChange={(changed) => {
            setFiles(changed.map((file) => ({ ...file, href: file.href ?? `/api/uploads/${file.id}` })))
            if (refreshes) router.refresh()
          }}
          onRemove={async (file) => {
            const answer = await remove({ input: { id: file.id } })
            if (!answer.ok) throw new Error(answer.refusal.code)
          }}
          maxBytes={maxBytes}
          maxFiles={maxFiles}
          labels={fileDropLabels(t)}
        />
      )}
    </Field>
  )
}
