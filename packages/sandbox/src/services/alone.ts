import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Explained } from './explained.ts'
import { comesTrue } from './ports.ts'
import type { Progress } from './search.ts'
import { toldWhenSlow } from './slow.ts'
import { isAlive } from './watchdog.ts'

const patience = 300_000

/**
 * Does `work` while no other process does the same. `file` holds the id of the process that is at it; one that was killed
 * holds up nobody.
 */
export async function alone<T>(file: string, onProgress: Progress, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  const turn = comesTrue(() => take(file), patience)
  const line = () => `Waiting for another start, which is at it: ${file} …`
  if (!(await toldWhenSlow(line, onProgress, turn))) {
    throw new Explained(
      `Another start has been at work for too long: end process ${await holder(file)}, or delete ${file}, and start again.`,
    )
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function take(file: string): Promise<boolean> {
  const own = `${file}.${randomUUID()}`
  await writeFile(own, String(process.pid))
  try {
    // There whole or not at all, and never over another.
    await link(own, file)
    return true
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
    await putAside(file)
    return false
  } finally {
    await rm(own, { force: true })
  }
}

async function putAside(file: string): Promise<void> {
  const dead = await holder(file)
  if (dead === undefined || isAlive(dead)) return
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    // Another one that waits was faster.
    return
  }
  if ((await holder(aside)) === dead) await rm(aside, { force: true })
  else await rename(aside, file)
}

async function holder(file: string): Promise<number | undefined> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  return pid > 0 ? pid : undefined
}
