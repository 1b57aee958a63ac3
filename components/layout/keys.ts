/** A key as the desk reads it; made from a KeyboardEvent, so that the rule can be told without a browser. */
export interface Press {
  key: string
  ctrl: boolean
  meta: boolean
  alt: boolean
  /** In a field, a list to choose from, or a dialog. */
  typing: boolean
}

export type KeyAct =
  | { act: 'palette' }
  | { act: 'search' }
  | { act: 'help' }
  | { act: 'step'; by: 1 | -1 }
  | { act: 'await' }
  | { act: 'go'; letter: string }

/** So long G waits for its second key, in milliseconds. */
export const SEQUENCE_MS = 1500

/**
 * What a press asks for; null for nothing. Ctrl+K works everywhere outside dialogs. Single keys work only where nothing
 * is typed, and not at all when the person switched them off (WCAG 2.1.4).
 */
export function keyAct(
  press: Press,
  { afterG, singleKeys }: { afterG: boolean; singleKeys: boolean },
): KeyAct | null {
  const { key, ctrl, meta, alt, typing } = press
  if ((ctrl || meta) && !alt && key.toLowerCase() === 'k') return { act: 'palette' }
  if (ctrl || meta || alt || typing || !singleKeys) return null
  if (afterG && /^[a-z]$/.test(key)) return { act: 'go', letter: key }
  switch (key) {
    case '/':
      return { act: 'search' }
    case '?':
      return { act: 'help' }
    case 'j':
      return { act: 'step', by: 1 }
    case 'k':
      return { act: 'step', by: -1 }
    case 'g':
      return { act: 'await' }
    default:
      return null
  }
}
