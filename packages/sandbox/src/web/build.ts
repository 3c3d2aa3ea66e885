import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from '../services/alone.ts'
import { Explained } from '../services/explained.ts'
import { cacheFolder, projectFolder } from '../services/folders.ts'
import { printed } from '../services/printed.ts'
import type { Progress } from '../services/search.ts'
import { toldWhenSlow } from '../services/slow.ts'
import { spawnBound } from '../services/watchdog.ts'
import { whyBuildFailed } from './failed.ts'
import { sourcesOfWeb } from './sources.ts'

export const webFolder = join(projectFolder, 'apps/web')
export const webHandler = join(webFolder, 'build/handler.js')
/** Written last: names the sources that the build was made of. */
const stamp = join(webFolder, 'build/SOURCES')

/** Builds the web app, unless that was done from the very same sources. */
export async function buildWeb(onProgress: Progress): Promise<void> {
  if (await isFresh()) return
  await alone(join(cacheFolder, 'BUILDING'), onProgress, async () => {
    // Whoever was before us in the queue may have done it.
    if (!(await isFresh())) await build(onProgress)
  })
}

async function isFresh(): Promise<boolean> {
  const made = await readFile(stamp, 'utf8').catch(() => undefined)
  return made !== undefined && made === (await sourcesOfWeb())
}

async function build(onProgress: Progress): Promise<void> {
  const sources = await sourcesOfWeb()
  await rm(stamp, { force: true })
  onProgress('Building the web app …')
  const output = printed()
  const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' }
  const bound = await spawnBound(process.execPath, [vite, 'build'], { cwd: webFolder, env, output: output.file })
  const code = await toldWhenSlow(() => 'Still building the web app …', onProgress, bound.exited)
  output.keep()
  if (code !== 0) throw new Explained(whyBuildFailed(output.lines()))
  await writeFile(stamp, sources)
}
