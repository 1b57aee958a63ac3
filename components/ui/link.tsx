import type { ComponentProps } from 'react'

export type LinkProps = ComponentProps<'a'> & {
  href: string
  /** `false`: the page stays where it is scrolled to. */
  scroll?: boolean
}

/**
 * A link within the product: a plain anchor, which `FollowLinks` follows without loading the page anew. A list has eighty of
 * them; the framework's own link would fetch what lies behind each as soon as it is seen (docs/decisions/0024).
 */
export function Link({ scroll, ...rest }: LinkProps) {
  return <a data-scroll={scroll === false ? 'keep' : undefined} {...rest} />
}
