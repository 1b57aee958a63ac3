import { pinyin } from 'pinyin-pro'

/** Pinyin without tones, syllables joined; characters without a reading stay as they are. */
export function pinyinOf(name: string, options: { surname?: boolean } = {}): string {
  return pinyin(name, { toneType: 'none', type: 'array', surname: options.surname ? 'head' : 'off' })
    .join('')
    .toLowerCase()
}

/** The first letters, e.g. 周明远 → zmy. */
export function initialsOf(name: string, options: { surname?: boolean } = {}): string {
  return pinyin(name, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    surname: options.surname ? 'head' : 'off',
  })
    .join('')
    .toLowerCase()
}
