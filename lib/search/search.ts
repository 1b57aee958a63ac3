import { initialsOf } from '@/lib/platform/pinyin'
import { stillCounted, withinQuota, type Use } from './rules/within-quota'

/** From this length on records are searched; one character fits too many. */
export const LEAST_LENGTH = 2
/** The longest question that is looked at. */
export const QUESTION_LENGTH = 100
/** So many people are counted before those whose minute is over are forgotten. */
const MANY = 5000

let uses = new Map<string, Use>()

/** Whether somebody may ask once more; counted in this process. `most` a minute. */
export function mayAsk(officialId: string, now: Date, most: number): boolean {
  const at = now.getTime()
  if (uses.size >= MANY) uses = stillCounted(uses, at)
  const use = withinQuota(uses.get(officialId), at, most)
  if (use) uses.set(officialId, use)
  return use !== null
}

/** How many letters and digits a question has: signs alone ask for nothing. */
export function lettersIn(question: string): number {
  return [...question.normalize('NFKC').replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')].length
}

/** Whether a name fits what was typed: part of it, or the beginning of its pinyin initials. */
export function fits(name: string, question: string): boolean {
  const asked = question.normalize('NFKC').trim().toLowerCase()
  return name.toLowerCase().includes(asked) || (/^[a-z]+$/.test(asked) && initialsOf(name).startsWith(asked))
}
