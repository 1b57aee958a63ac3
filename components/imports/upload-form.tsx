'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { IMPORT_MAX_BYTES, IMPORT_MAX_ROWS } from '@/lib/imports/schema'
import { IMPORT_KINDS, type ImportKind } from '@/lib/imports/types'

/** Sends one file to be checked, and shows its preview. Nothing is imported here. */
export function UploadForm() {
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
        hint={t('new.fileHint', { limit: IMPORT_MAX_BYTES / 1024 / 1024, rows: IMPORT_MAX_ROWS })}
      >
        {(control) => (
          <FileDrop
            {...control}
            url="/api/imports"
            fields={{ kind }}
            accept=".csv,.txt"
            files={[]}
            onChange={([batch]) => {
              if (batch) router.push(`/admin/imports/${batch.id}`)
            }}
            maxBytes={IMPORT_MAX_BYTES}
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
