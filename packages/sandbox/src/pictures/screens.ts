import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Explained } from '../services/explained.ts'
import { launchChromium } from '../services/chromium.ts'
import { projectFolder } from '../services/folders.ts'
import { prepare } from '../start/prepare.ts'
import { serve } from '../start/serve.ts'
import { buildWeb, webHandler } from '../web/build.ts'
import { takeAll } from './take.ts'

const folder = join(projectFolder, 'screens')
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Takes them in an installation of its own, which is gone afterwards. Rejects if a screen is not as it should be. */
export async function takeScreens(): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'morgenkreis-screens-'))
  try {
    const wrong = await taken(dataFolder)
    if (wrong.length > 0) throw new Explained(wrong.join('\n'))
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
  process.exit(0)
}

async function taken(dataFolder: string): Promise<string[]> {
  const env = { PORT: '0', LOG_LEVEL: 'warn', WEB_HANDLER: webHandler }
  const [{ ground, mongod }, browser] = await Promise.all([
    prepare({ dataFolder, env, onProgress: say }),
    launchChromium({ onProgress: say }),
    buildWeb(say),
  ])
  try {
    const { origin } = await serve(ground)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    return await takeAll({ browser, folder, origin, ground, onProgress: say })
  } finally {
    await browser.close()
    await mongod?.kill()
  }
}
