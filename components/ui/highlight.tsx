import { highlightParts } from './highlight-parts'

/** A text with the searched words marked. */
export function Highlight({ text, query }: { text: string; query: string }) {
  return highlightParts(text, query).map((part, place) =>
    part.hit ? (
      <mark
        key={place}
        className="bg-transparent font-semibold text-accent-ink underline decoration-1 underline-offset-3"
      >
        {part.text}
      </mark>
    ) : (
      <span key={place}>{part.text}</span>
    ),
  )
}
