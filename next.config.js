import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/platform/i18n-request.ts')

/** A floor of headers for every answer; proxy.ts adds the page's own content security policy. */
const FLOOR = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  // `npm run check` and `npm test` check the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ['pdfkit', 'fontkit', '@node-rs/argon2', 'pg', 'pinyin-pro'],
  outputFileTracingIncludes: {
    '/**': [
      './node_modules/@expo-google-fonts/noto-serif-sc/400Regular/*.ttf',
      './node_modules/@expo-google-fonts/noto-serif-sc/700Bold/*.ttf',
      './node_modules/@expo-google-fonts/noto-serif-jp/400Regular/*.ttf',
    ],
  },
  // Messages are read once per process; a browser loads no reader of them.
  turbopack: {
    resolveAlias: {
      'use-intl/format-message': {
        browser: './lib/platform/format-message.ts',
        default: './lib/platform/format-any-message.ts',
      },
    },
  },
  experimental: { serverActions: { bodySizeLimit: '2mb' }, preloadEntriesOnStart: false },
  headers: () => Promise.resolve([{ source: '/(.*)', headers: FLOOR }]),
}

export default withNextIntl(config)
