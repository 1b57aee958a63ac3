// What next-intl formats a message with on the server, in place of its own (next.config.js).
import { compileMessage } from './compile-message'
import formatMessage from './format-message'

/** As `format-message.ts`, and for messages that nobody has read yet. Throws on bad ICU. */
export default function formatAnyMessage(
  ...[path, message, ...rest]: Parameters<typeof formatMessage>
): ReturnType<typeof formatMessage> {
  return formatMessage(path, typeof message === 'string' ? compileMessage(message) : message, ...rest)
}
formatAnyMessage.raw = true
