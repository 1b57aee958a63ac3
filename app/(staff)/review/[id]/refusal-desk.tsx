import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import type { ReviewCase } from '@/lib/review/cases/types'

/** The first signs of a refusal: what was not done, and the decision it is about. */
export async function RefusalDesk({ view }: { view: ReviewCase }) {
  const t = await getTranslations('refusals')
  const words = await getTranslations()
  const opened = view.events[0]?.data as { cause?: string } | undefined
  return (
    <Notice
      tone="refusal"
      title={t('desk.title')}
      basis={words('rulebook.article.recusal-rules-17')}
      actions={
        view.parent ? (
          <Link className="link" href={`/review/${view.parent.id}`}>
            {t('desk.decision')} {view.parent.number}
          </Link>
        ) : null
      }
    >
      <p>{t('desk.text', { cause: opened?.cause ? t(`cause.${opened.cause}`) : '' })}</p>
      <p>{t('desk.next')}</p>
    </Notice>
  )
}
