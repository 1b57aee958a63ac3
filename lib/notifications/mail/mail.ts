import { env } from '@/lib/platform/env'
import { formatDateTime } from '@/lib/platform/format'
import { getTranslator, type Locale } from '@/lib/platform/i18n'
import { factsOf, GROUPS, isKnown } from '../notifications'
import type { Composed, MailLine } from './types'

type Words = (key: string, values?: Record<string, string | number>) => string

const wordsIn = (locale: Locale): Words => getTranslator(locale) as Words

/** The product's name, as the sender's. */
export const senderName = (locale: Locale): string => wordsIn(locale)('platform.name')

/** What a notice says: the kind of step and the number of the case, and nothing else. */
export function noticeSentence(kind: string, number: string, locale: Locale): string {
  const t = wordsIn(locale)
  return isKnown(kind)
    ? t(`notifications.kind.${kind}`, { number: number || t('mail.noNumber') })
    : t('mail.otherKind', { number: number || t('mail.noNumber') })
}

/** An address that people reach the product at. */
export const linkTo = (path: string): string => `${env().NEXTAUTH_URL.replace(/\/+$/, '')}${path}`

/** The mail of one notice. */
export function composeNotice(line: MailLine, locale: Locale): Composed {
  const t = wordsIn(locale)
  const sentence = noticeSentence(line.kind, line.number, locale)
  const link = linkTo(line.href)
  const lead = t(`mail.lead.${factsOf(line.kind).group}`)
  return compose(t, locale, {
    subject: t('mail.subject', { sentence }),
    title: sentence,
    lead,
    text: [t('mail.line', { label: t('mail.open'), link })],
    html: `<p class="act"><a class="button" href="${escape(link)}">${escape(t('mail.open'))}</a></p>
<p class="small">${escape(t('mail.linkText'))}<br><a href="${escape(link)}">${escape(link)}</a></p>`,
  })
}

/** The digest of a day: how many of each group, then each notice with its link, the oldest first. */
export function composeDigest(lines: readonly MailLine[], locale: Locale): Composed {
  const t = wordsIn(locale)
  const shown = lines.slice(0, env().MAIL_DIGEST_LINES)
  const counts = GROUPS.map((group) => ({
    group,
    count: lines.filter((line) => factsOf(line.kind).group === group).length,
  })).filter(({ count }) => count > 0)
  const countText = ({ group, count }: { group: string; count: number }) =>
    t('mail.count', { group: t(`noticeSettings.group.${group}`), count })
  const items = shown.map((line) => ({
    sentence: noticeSentence(line.kind, line.number, locale),
    when: formatDateTime(line.at, locale),
    link: linkTo(line.href),
  }))
  const more = lines.length > shown.length ? t('mail.more', { count: lines.length - shown.length }) : null
  const desk = linkTo('/my/notices')
  return compose(t, locale, {
    subject: t('mail.digestSubject', { count: lines.length }),
    title: t('mail.digestTitle', { count: lines.length }),
    lead: counts.map(countText).join(t('mail.comma')),
    text: [
      ...items.map(({ sentence, when, link }) => `· ${sentence}\n  ${when}\n  ${link}`),
      ...(more ? [more] : []),
      t('mail.line', { label: t('mail.allNotices'), link: desk }),
    ],
    html: `<ul>
${items
  .map(
    ({ sentence, when, link }) =>
      `<li><a href="${escape(link)}">${escape(sentence)}</a><br><span class="small">${escape(when)}</span></li>`,
  )
  .join('\n')}
</ul>
${more ? `<p>${escape(more)}</p>\n` : ''}<p class="act"><a class="button" href="${escape(desk)}">${escape(t('mail.allNotices'))}</a></p>`,
  })
}

/** The mail by which somebody sees whether mail arrives. */
export function composeTest(locale: Locale): Composed {
  const t = wordsIn(locale)
  return compose(t, locale, {
    subject: t('mail.testSubject'),
    title: t('mail.testTitle'),
    lead: t('mail.testText'),
    text: [],
    html: '',
  })
}

interface Parts {
  subject: string
  title: string
  lead: string
  text: string[]
  html: string
}

function compose(t: Words, locale: Locale, parts: Parts): Composed {
  const settings = linkTo('/my/notices/settings')
  const footer = [t('mail.privacy'), t('mail.noReply')]
  const text = [
    parts.title,
    parts.lead,
    ...parts.text,
    '—',
    ...footer,
    t('mail.line', { label: t('mail.settings'), link: settings }),
  ]
  const lang = locale === 'zh' ? 'zh-CN' : 'en'
  const html = `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(parts.subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">${escape(t('platform.name'))}</p>
<h1>${escape(parts.title)}</h1>
<p>${escape(parts.lead)}</p>
${parts.html}
<hr>
${footer.map((line) => `<p class="small">${escape(line)}</p>`).join('\n')}
<p class="small"><a href="${escape(settings)}">${escape(t('mail.settings'))}</a></p>
</main>
</body>
</html>
`
  return { subject: parts.subject, text: `${text.join('\n\n')}\n`, html }
}

/** No pictures, nothing loaded from anywhere; readers that know no styles still show headings, paragraphs and links. */
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 16px; background: #f4f5f7; color: #1f2329; font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 24px 28px; background: #ffffff; border: 1px solid #d9dde3; border-radius: 12px; }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 1.4; overflow-wrap: anywhere; }
p { margin: 0 0 12px; }
ul { margin: 0 0 16px; padding-left: 20px; }
li { margin-bottom: 10px; }
a { color: #0b5cad; overflow-wrap: anywhere; }
hr { margin: 20px 0 16px; border: 0; border-top: 1px solid #d9dde3; }
.brand { color: #59616d; font-size: 14px; }
.small { color: #59616d; font-size: 14px; line-height: 1.6; margin-bottom: 6px; }
.act { margin: 20px 0; }
.button { display: inline-block; padding: 10px 20px; border-radius: 8px; background: #0b5cad; color: #ffffff; font-weight: 600; text-decoration: none; }
@media (prefers-color-scheme: dark) {
  body { background: #14171c; color: #e6e9ee; }
  main { background: #1c2027; border-color: #39404b; }
  a { color: #8ec1f5; }
  hr { border-top-color: #39404b; }
  .brand, .small { color: #a8b0bc; }
  .button { background: #8ec1f5; color: #10151c; }
}
`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
