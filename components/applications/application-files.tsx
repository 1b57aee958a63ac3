'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fileDropLabels } from '@/components/filing/file-drop-labels'
import { Field } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { fileSize, type UploadedFile } from '@/components/ui/upload'
import { PUBLIC_ACCEPT } from '@/lib/recusals/applications/files/schema'
import { postPublic } from './post-public'

export interface PublicFileLimits {
  most: number
  maxBytes: number
}

/** Files of an open public form: kept as soon as they are chosen, the office's once the form is sent. */
export function ApplicationFiles({ token, limits }: { token: string; limits: PublicFileLimits }) {
  const t = useTranslations('applications')
  const words = useTranslations('filing.attachments')
  const [files, setFiles] = useState<readonly UploadedFile[]>([])
  return (
    <Field
      id="files"
      label={t('label.files')}
      hint={t('hint.files', { most: limits.most, size: fileSize(limits.maxBytes) })}
    >
      {(control) => (
        <FileDrop
          {...control}
          url="/api/applications/files"
          fields={{ token }}
          files={files}
          onChange={setFiles}
          onRemove={async (file) => {
            const answer = await postPublic(`/api/applications/files/${file.id}`, { token })
            if (!answer.ok) throw new Error(answer.refusal?.code ?? 'lost')
          }}
          accept={PUBLIC_ACCEPT}
          maxBytes={limits.maxBytes}
          maxFiles={limits.most}
          labels={fileDropLabels(words)}
        />
      )}
    </Field>
  )
}
