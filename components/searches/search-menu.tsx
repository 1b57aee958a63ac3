'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Menu } from '@/components/ui/menu'
import { MenuButton, MenuGroup, MenuLink } from '@/components/ui/menu-item'
import { useToast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/platform/result'
import type { SavedSearchLine } from '@/lib/searches/types'

const NameDialog = lazy(() => import('./name-dialog'))

type Act = (raw: unknown) => Promise<ActionResult<unknown>>

interface Props {
  search: SavedSearchLine
  path: string
  acts: { rename: Act; setDefault: Act; remove: Act }
  scheduleHref?: string
}

/** What can be done to the chosen search. Deleting asks first. */
export function SearchMenu({ search, path, acts, scheduleHref }: Props) {
  const t = useTranslations('searches')
  const words = useTranslations()
  const router = useRouter()
  const toast = useToast()
  const { pending, run } = useAct()
  const [asking, setAsking] = useState<'name' | 'remove' | null>(null)
  // Loaded when it is asked for, and kept: it gives the focus back.
  const [named, setNamed] = useState(false)
  const searchId = search.id

  async function act(send: Act, input: object, done: string): Promise<boolean> {
    const answer = await run((requestKey) => send({ input: { searchId, ...input }, requestKey }))
    if (answer.ok) toast({ message: done, tone: 'success' })
    else {
      const { module, code, params } = answer.refusal
      toast({ message: words(`${module}.refusal.${code}`, params), tone: 'refusal' })
    }
    router.refresh()
    return answer.ok
  }

  async function remove() {
    const removed = await act(acts.remove, {}, t('removed'))
    setAsking(null)
    if (removed) router.push(`${path}?saved=none`)
  }

  return (
    <>
      <Menu label={t('more')} name={t('moreOf', { name: search.name })} align="start">
        <MenuGroup>
          {scheduleHref ? <MenuLink href={scheduleHref}>{t('schedule')}</MenuLink> : null}
          <MenuButton
            onClick={() =>
              void act(
                acts.setDefault,
                { isDefault: !search.isDefault },
                t(search.isDefault ? 'defaultEnded' : 'defaultMade'),
              )
            }
          >
            {t(search.isDefault ? 'endDefault' : 'makeDefault')}
          </MenuButton>
          <MenuButton
            aria-haspopup="dialog"
            onClick={() => {
              setNamed(true)
              setAsking('name')
            }}
          >
            {t('rename')}
          </MenuButton>
          <MenuButton aria-haspopup="dialog" onClick={() => setAsking('remove')}>
            {t('remove')}
          </MenuButton>
        </MenuGroup>
      </Menu>
      {named ? (
        <Suspense>
          <NameDialog
            open={asking === 'name'}
            onClose={() => setAsking(null)}
            title={t('renameTitle')}
            submit={t('confirmRename')}
            initial={search.name}
            send={(name, requestKey) => acts.rename({ input: { searchId, name }, requestKey })}
            onDone={() => {
              setAsking(null)
              toast({ message: t('renamed'), tone: 'success' })
              router.refresh()
            }}
          />
        </Suspense>
      ) : null}
      <Dialog
        open={asking === 'remove'}
        onClose={() => setAsking(null)}
        title={`${t('remove')} · ${search.name}`}
        labels={{ close: t('close') }}
        footer={
          <>
            <Button onClick={() => setAsking(null)} disabled={pending}>
              {t('cancel')}
            </Button>
            <Button
              variant="danger"
              pending={pending}
              pendingLabel={t('pending')}
              onClick={() => void remove()}
            >
              {t('remove')}
            </Button>
          </>
        }
      >
        {t('removeText')}
      </Dialog>
    </>
  )
}
