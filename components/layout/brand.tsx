import { Link } from '@/components/ui/link'

type BrandProps = { name: string; subtitle?: string; href: string }

/** The name in serif and, where there is room, what the system is. */
export function Brand({ name, subtitle, href }: BrandProps) {
  return (
    <div className="flex min-w-0 items-baseline gap-2.5">
      <Link
        href={href}
        className="shrink-0 truncate rounded-sm font-serif text-[1.125rem] font-semibold tracking-[0.12em] whitespace-nowrap text-accent-ink phone:shrink phone:tracking-[0.06em]"
      >
        {name}
      </Link>
      {subtitle ? <span className="hidden truncate text-xs text-ink-3 lg:inline">{subtitle}</span> : null}
    </div>
  )
}
