import { Link } from '@/components/ui/link'
import type { ComponentProps, ReactNode } from 'react'
import { Menu } from '@/components/ui/menu'
import { MenuButton, MenuGroup, MenuHeading, MenuLink } from '@/components/ui/menu-item'
import { SkipLink } from '@/components/ui/skip-link'
import { Brand } from './brand'
import { DeskKeys, type DeskKeysProps } from './desk-keys'
import { NavToggle } from './nav-toggle'
import type { NavGroup } from './navigation'
import { HelpButton, KeysToggle, PreferenceToggles, ThemeChoice, type PreferenceLabels } from './preferences'
import type { Preferences } from './preference-cookie'
import { NavGroups } from './side-nav'
import { RestartTour, TourStart, type TourProps } from './tour-start'

export type ShellLabels = {
  skip: string
  /** Names the side navigation, and the phone button that shows it. */
  nav: string
  openNav: string
  closeNav: string
  preferences: PreferenceLabels
}

type ShellProps = {
  brand: { name: string; subtitle?: string; href: string }
  groups: readonly NavGroup[]
  /** The search of the whole desk, and the keys. */
  search: DeskKeysProps
  notices?: {
    href: string
    label: string
    unread: number
    /** Spoken beside the dot when something is unread. */
    unreadLabel: string
  }
  account: {
    name: string
    /** Organ and post. */
    detail: string
    /** Spoken name of the menu. */
    label: string
    links?: ReadonlyArray<{ href: string; label: string }>
    /** Shows the introduction again. */
    tour: ComponentProps<typeof RestartTour>
    signOut: { action: string | ((form: FormData) => void | Promise<void>); label: string }
  }
  preferences: Preferences
  /** The introduction, for who has not seen it. */
  tour?: TourProps & { desk: string }
  labels: ShellLabels
  /** A line over everything: demo mode, maintenance. */
  banner?: ReactNode
  children: ReactNode
}

const NAV_ID = 'side-navigation'
const MAIN_ID = 'main'

/** Everything around a signed-in page: top bar, side navigation, content. */
export function Shell({
  brand,
  groups,
  search,
  notices,
  account,
  preferences,
  tour,
  labels,
  banner,
  children,
}: ShellProps) {
  return (
    <>
      <SkipLink target={MAIN_ID} label={labels.skip} />
      <header data-chrome="" className="contents">
        {banner ? (
          <div className="border-b border-line bg-amber-soft px-6 py-1.5 text-center text-sm text-amber phone:px-4">
            {banner}
          </div>
        ) : null}
        <div className="sticky top-0 z-30 flex h-14 items-center gap-5 border-b border-line bg-card px-6 phone:gap-2 phone:px-4">
          <NavToggle controls={NAV_ID} labels={{ open: labels.openNav, close: labels.closeNav }} />
          <Brand {...brand} />
          <DeskKeys {...search} />
          <div className="ml-auto flex shrink-0 items-center gap-1 phone:ml-0">
            {notices ? <NoticesLink {...notices} /> : null}
            <PreferenceToggles initial={preferences} labels={labels.preferences} className="hidden xl:flex" />
            <AccountMenu account={account} preferences={preferences} labels={labels.preferences} />
          </div>
        </div>
      </header>
      <div className="grid min-h-[calc(100dvh-3.5rem)] grid-cols-[13rem_minmax(0,1fr)] phone:block print:block">
        <nav
          id={NAV_ID}
          aria-label={labels.nav}
          tabIndex={-1}
          data-chrome=""
          data-quiet-focus=""
          className={
            'border-r border-line bg-card phone:sticky phone:top-14 phone:z-20 phone:hidden phone:h-0 phone:border-0 ' +
            'phone:data-open:block'
          }
        >
          <div
            className={
              'sticky top-14 max-h-[calc(100dvh-3.5rem)] overflow-y-auto px-3 py-5 ' +
              'phone:absolute phone:inset-x-0 phone:top-0 phone:border-b phone:border-line phone:bg-card phone:py-4 phone:shadow-float'
            }
          >
            <NavGroups groups={groups} />
          </div>
        </nav>
        <main
          id={MAIN_ID}
          tabIndex={-1}
          className="min-w-0 max-w-295 px-8 pt-7 pb-12 phone:px-4 phone:pt-5 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
      {tour ? <TourStart {...tour} /> : null}
    </>
  )
}

function NoticesLink({ href, label, unread, unreadLabel }: NonNullable<ShellProps['notices']>) {
  return (
    <Link
      href={href}
      data-tour="notices"
      className="inline-flex min-h-9 items-center gap-1 rounded-md px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink phone:min-h-11"
    >
      {label}
      {unread > 0 ? (
        <>
          <span
            aria-hidden="true"
            className="mb-1.5 size-2 rounded-full bg-red forced-colors:bg-[Highlight]"
          />
          <span className="sr-only"> {unreadLabel}</span>
        </>
      ) : null}
    </Link>
  )
}

type AccountMenuProps = Pick<ShellProps, 'account' | 'preferences'> & { labels: PreferenceLabels }

function AccountMenu({ account, preferences, labels }: AccountMenuProps) {
  const { action } = account.signOut
  return (
    <Menu
      anchor="account"
      name={`${account.label} ${account.name}`}
      label={
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <span className="text-ink">{account.name}</span>
          <span className="hidden max-w-56 truncate text-ink-3 xl:inline">{account.detail}</span>
        </span>
      }
    >
      <MenuHeading>
        <p className="font-semibold">{account.name}</p>
        <p className="text-ink-3">{account.detail}</p>
      </MenuHeading>
      {account.links && account.links.length > 0 ? (
        <MenuGroup>
          {account.links.map((link) => (
            <MenuLink key={link.href} href={link.href}>
              {link.label}
            </MenuLink>
          ))}
        </MenuGroup>
      ) : null}
      <MenuGroup>
        <PreferenceToggles
          initial={preferences}
          labels={labels}
          withDark={false}
          className="*:flex-1 *:justify-center xl:hidden"
        />
        <p aria-hidden="true" className="px-3 pt-2 pb-1 text-xs text-ink-3">
          {labels.theme}
        </p>
        <ThemeChoice initial={preferences} labels={labels} />
      </MenuGroup>
      <MenuGroup>
        <HelpButton label={labels.keysHelp} />
        <KeysToggle initial={preferences} labels={labels} />
        <RestartTour {...account.tour} />
      </MenuGroup>
      <MenuGroup>
        <form action={action} method={typeof action === 'string' ? 'post' : undefined}>
          <MenuButton type="submit">{account.signOut.label}</MenuButton>
        </form>
      </MenuGroup>
    </Menu>
  )
}
