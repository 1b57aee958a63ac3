// What next-intl formats a message with in a browser, in place of its own (next.config.js). The server has read the message
// before (compile-message.ts), so the browser loads no reader of messages.
import format, { type FormatValues } from 'icu-minify/format'
import type { ReactNode } from 'react'
import type formatOnly from 'use-intl/format-message/format-only'

type Call = Parameters<typeof formatOnly>
type Values = Call[2]

/** A template is filled as it stands, what the server has read is formatted (ICU). Throws when a template lacks a value. */
export default function formatMessage(...[, message, values, options]: Call): ReturnType<typeof formatOnly> {
  if (typeof message === 'string') return fillTemplate(message, values)
  return format<ReactNode>(message, options.locale, values as FormatValues<ReactNode>, options)
}
// `t.raw` answers the template: whoever fills it later finds its places.
formatMessage.raw = true

function fillTemplate(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!values || !Object.hasOwn(values, name)) throw new Error(`no value for {${name}}`)
    return String(values[name])
  })
}
