/** A name or text as searches compare it: NFKC, lower case, punctuation and the company suffix left out. */
export function norm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .replace(/(股份|集团)?(有限责任|有限)?公司$/u, '')
}

/** The distinct pairs of neighbouring characters (code points); a single character stands for itself. */
export function bigrams(text: string): string[] {
  const points = [...text]
  if (points.length < 2) return points
  return [...new Set(points.slice(1).map((point, index) => `${points[index] ?? ''}${point}`))]
}

/** Tokens under which a record is found: the bigrams of each text. */
export function searchTokens(...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => bigrams(fold(text))))]
}

/** Tokens that a query asks for. */
export function queryTokens(query: string): string[] {
  return bigrams(fold(query))
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
}

/** Text in which LIKE's own signs stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
