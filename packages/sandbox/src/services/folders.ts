import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

export const projectFolder = resolve(import.meta.dirname, '../../../..')

/** Where fetched servers are kept; nothing outside the project's folder is written. */
export const cacheFolder = join(projectFolder, '.cache')

/**
 * Fills `target` (a file or a folder) by way of a folder of this call alone, so that two processes fetching at once never
 * see each other's halves: `make` returns the path of what is ready, which then takes its place in one step.
 */
export async function placed(target: string, make: (workFolder: string) => Promise<string>): Promise<string> {
  const workFolder = join(dirname(target), `getting-${randomUUID()}`)
  await mkdir(workFolder, { recursive: true })
  try {
    await renameOnce(await make(workFolder), target)
    return target
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

async function renameOnce(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (failure) {
    // A folder is not renamed over a filled one: another process was faster with the same content.
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw failure
  }
}
