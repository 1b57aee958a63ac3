// The little of fontkit 2 that documents use; pdfkit takes the font as it is.
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { advanceWidth: number }
    unitsPerEm: number
  }
  export function create(data: Uint8Array): Font
}
