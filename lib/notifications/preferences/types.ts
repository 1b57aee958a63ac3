import type { MailRow } from '../mail/types'
import type { Preferences } from './schema'

/** What the settings page of a person shows. */
export interface PreferencesView {
  preferences: Preferences
  /** Whether the person has chosen, or the defaults of the installation hold. */
  chosen: boolean
  /** Whether the installation sends mail at all. */
  mailConfigured: boolean
  email: string | null
  /** The own address was refused; since when, and what the server said. */
  refused: { at: string; code: number | null } | null
  /** The latest mails: what became of them. */
  recent: (Pick<MailRow, 'id' | 'kind' | 'state'> & { at: string })[]
}
