import { readFile } from 'node:fs/promises'
import { readNote, writeNote } from './mongod-folder.ts'
import { direct } from './mongod-primary.ts'
import { comesTrue } from './ports.ts'
import { bindRunning, isAlive } from './watchdog.ts'

export interface Adopted {
  readonly port: number
  readonly pid: number
  readonly ended: Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
}

/** The server that already serves this folder, if there is one; one whose owner is gone is bound to this process. */
export async function adoptMongod(dbPath: string): Promise<Adopted | undefined> {
  const note = await readNote(dbPath)
  if (note === undefined || !(await mayServe(note.pid, dbPath))) return undefined
  const { pid, port, owner } = note
  let serving = false
  // The process lives, but may be ending just now, with the process that it was bound to.
  await comesTrue(async () => (serving = await serves(port, pid, dbPath)) || !isAlive(pid), 10_000)
  if (!serving) return undefined
  const isForeign = isAlive(owner)
  if (!isForeign) {
    bindRunning(pid)
    await writeNote(dbPath, { pid, port, owner: process.pid })
  }
  const end = async (signal: NodeJS.Signals) => {
    if (isAlive(pid)) process.kill(pid, signal)
    if (!(await comesTrue(() => !isAlive(pid), 20_000)) && signal !== 'SIGKILL') await end('SIGKILL')
  }
  const ended = hasEnded(pid)
  return { port, pid, ended, stop: async () => (isForeign ? undefined : end('SIGTERM')), kill: () => end('SIGKILL') }
}

/** Nobody tells us when a process ends that is not our child. */
function hasEnded(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const looking = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(looking)
      resolve()
    }, 500)
    looking.unref()
  })
}

/** Process ids are used again: where the system tells what a process runs, it has to be this folder. */
async function mayServe(pid: number, dbPath: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  return command === undefined ? process.platform !== 'linux' : command.split('\0').includes(dbPath)
}

async function serves(port: number, pid: number, dbPath: string): Promise<boolean> {
  const client = direct(port)
  try {
    const admin = client.db('admin')
    const options = await admin.command({ getCmdLineOpts: 1 })
    const status = await admin.command({ serverStatus: 1 })
    const hello = await admin.command({ hello: 1 })
    const { storage } = options['parsed'] as { readonly storage?: { readonly dbPath?: string } }
    const isTheOne = storage?.dbPath === dbPath && Number(status['pid']) === pid
    return isTheOne && hello['isWritablePrimary'] === true
  } catch {
    return false
  } finally {
    await client.close()
  }
}
