import type { FileDropLabels } from '@/components/ui/file-drop'

interface Words {
  (key: string): string
  raw(key: string): unknown
}

/** The words of a file drop, from `filing.attachments`. */
export function fileDropLabels(t: Words): FileDropLabels {
  const raw = (key: string) => t.raw(key) as string
  return {
    choose: t('choose'),
    drop: t('drop'),
    sending: raw('sending'),
    done: raw('done'),
    cancel: t('cancel'),
    retry: t('retry'),
    remove: raw('remove'),
    dismiss: t('dismiss'),
    failed: t('failed'),
    tooLarge: raw('tooLarge'),
    wrongType: t('wrongType'),
    tooMany: raw('tooMany'),
  }
}
