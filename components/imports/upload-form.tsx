'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { IMPORT_KINDS, type ImportKind } from '@/lib/imports/types'

interface Props {
  /** Bytes. */
  maxBytes: number
  maxRows: number
  directoryRows: number
}

/** Sends one file to be checked, and shows its preview. Nothing is imported here. */
export function UploadForm({ maxBytes, maxRows, directoryRows }: Props) {
  const t = useTranslations('imports')
  const words = useTranslations('filing.attachments')
  const router = useRouter()
  const [kind, setKind] = useState<ImportKind>(IMPORT_KINDS[0])
  return (
    <FieldStack>
      <RadioCards
        id="import-kind"
        name="kind"
        legend={t('new.kind')}
        layout="column"
        value={kind}
        onChange={(event) => {
          const chosen = IMPORT_KINDS.find((one) => one === event.target.value)
          if (chosen) setKind(chosen)
        }}
        options={IMPORT_KINDS.map((one) => ({
          value: one,
          label: t(`kind.${one}`),
          hint: t(`kindHint.${one}`),
        }))}
      />
      <Field
        id="import-file"
        label={t('new.file')}
        hint={t('new.fileHint', {
          limit: Math.floor(maxBytes / 1024 / 1024),
          rows: kind === 'organs' || kind === 'officials' ? directoryRows : maxRows,
        })}
      >
        {(control) => (
          <FileDrop
            {...control}
            url={`/api/imports?kind=${kind}`}
            encoding="raw"
            accept=".csv,.txt,.xlsx"
            files={[]}
            onChange={([batch]) => {
              if (batch) router.push(`/admin/imports/${batch.id}`)
            }}
            maxBytes={maxBytes}
            maxFiles={1}
            labels={{
              choose: t('new.choose'),
              drop: words('drop'),
              sending: t.raw('new.sending') as string,
              done: t.raw('new.done') as string,
              cancel: words('cancel'),
              retry: words('retry'),
              remove: words.raw('remove') as string,
              dismiss: words('dismiss'),
              failed: t('new.failed'),
              tooLarge: words.raw('tooLarge') as string,
              wrongType: t('refusal.file-type'),
              tooMany: words.raw('tooMany') as string,
            }}
          />
        )}
      </Field>
    </FieldStack>
  )
}
