import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Which process serves a folder of data, and for whom. */
export interface Note {
  readonly pid: number
  readonly port: number
  /** The process that the server is bound to. */
  readonly owner: number
}

const noteFile = (dbPath: string) => join(dbPath, 'RUNNING')
const versionFile = (dbPath: string) => join(dbPath, 'VERSION')

export async function readNote(dbPath: string): Promise<Note | undefined> {
  const numbers = (await textOf(noteFile(dbPath)))?.trim().split(' ').map(Number)
  const [pid, port, owner] = numbers ?? []
  return pid && port && owner ? { pid, port, owner } : undefined
}

export async function writeNote(dbPath: string, { pid, port, owner }: Note): Promise<void> {
  await writeFile(noteFile(dbPath), `${pid} ${port} ${owner}\n`)
}

/** The version of the server that wrote the data last. */
export async function writtenBy(dbPath: string): Promise<string | undefined> {
  return (await textOf(versionFile(dbPath)))?.trim() || undefined
}

export async function writeVersion(dbPath: string, version: string): Promise<void> {
  await writeFile(versionFile(dbPath), `${version}\n`)
}

/** The first grave thing that the server's log tells, in its own words. */
export async function graveWords(log: string): Promise<string> {
  const lines = (await textOf(log))?.trim().split('\n') ?? []
  const grave = lines.find((line) => /"s":"[EF]"/.test(line)) ?? lines.at(-1) ?? ''
  const said = /"error":"((?:[^"\\]|\\.)*)"/.exec(grave)?.[1] ?? /"msg":"([^"]*)"/.exec(grave)?.[1]
  return (said ?? (grave || 'it said nothing')).slice(0, 300)
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}
