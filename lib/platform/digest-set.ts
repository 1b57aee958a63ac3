import { createHash } from 'node:crypto'

/** Words of 32 bits that are kept of a digest: 96 bits do not meet by chance among any number of rows. */
const WORDS = 3
const FIRST_SLOTS = 1024

/** Remembers texts by a part of their SHA-256, twelve bytes each: millions of them, where a Set of strings takes gigabytes. */
export class DigestSet {
  private slots = FIRST_SLOTS
  private words = new Uint32Array(FIRST_SLOTS * WORDS)
  size = 0

  /** Adds a text; answers whether it was new. */
  add(text: string): boolean {
    const digest = createHash('sha256').update(text).digest()
    // Zero marks an empty slot.
    const isNew = this.put(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4), digest.readUInt32LE(8))
    if (this.size * 2 > this.slots) this.grow()
    return isNew
  }

  private put(one: number, two: number, three: number): boolean {
    const { words, slots } = this
    for (let slot = two % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS
      if (words[at] === 0) {
        words[at] = one
        words[at + 1] = two
        words[at + 2] = three
        this.size += 1
        return true
      }
      if (words[at] === one && words[at + 1] === two && words[at + 2] === three) return false
    }
  }

  private grow(): void {
    const before = this.words
    this.slots *= 2
    this.words = new Uint32Array(this.slots * WORDS)
    this.size = 0
    for (let at = 0; at < before.length; at += WORDS)
      if (before[at] !== 0) this.put(before[at] ?? 0, before[at + 1] ?? 0, before[at + 2] ?? 0)
  }
}
