// Finds a Chromium for tests and screenshots without any download of its own: one that the environment names, one that
// Playwright or the system has, else the one that comes as an npm package. Fonts for Chinese come from npm as well.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A font configuration that adds the Chinese font of the PDFs to whatever the system has. */
function fontConfiguration() {
  const folder = join(tmpdir(), `qinqing-fonts-${process.getuid?.() ?? 'user'}`)
  mkdirSync(join(folder, 'cache'), { recursive: true })
  const file = join(folder, 'fonts.conf')
  const dirs = [join(ROOT, 'node_modules/@expo-google-fonts/noto-serif-sc'), '/usr/share/fonts']
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs
      .map((dir) => `<dir>${dir}</dir>`)
      .join('')}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  )
  return { FONTCONFIG_FILE: file, FONTCONFIG_PATH: folder }
}

function onPath(name) {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Launch options for Playwright: executable, arguments and environment. */
export async function browserOptions() {
  const named = process.env.CHROMIUM_PATH
  if (named) return { executablePath: named, args: ['--no-sandbox'], env: process.env }
  const { chromium } = await import('playwright-core')
  if (existsSync(chromium.executablePath())) return { args: ['--no-sandbox'], env: process.env }
  const system = SYSTEM.map(onPath).find(Boolean)
  if (system)
    return { executablePath: system, args: ['--no-sandbox'], env: { ...process.env, ...fontConfiguration() } }
  const packaged = (await import('@sparticuz/chromium')).default
  const fonts = fontConfiguration()
  const executablePath = await packaged.executablePath()
  const args = packaged.args.filter((arg) => !arg.includes('single-process') && !arg.includes('headless'))
  return {
    executablePath,
    args: [
      ...args,
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { ...process.env, ...fonts },
  }
}
