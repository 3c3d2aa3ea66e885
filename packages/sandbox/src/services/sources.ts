import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { Explained, reason } from './explained.ts'

/** One place where a program may come from: `get` gives what it found, or rejects with the reason why not. */
export interface Source<Found> {
  readonly name: string
  get(): Promise<Found>
}

/** The first source that gives; otherwise one sentence that names everything that was tried, and the way out. */
export async function firstOf<Found>(what: string, sources: readonly Source<Found>[], wayOut: string): Promise<Found> {
  const tried: string[] = []
  for (const source of sources) {
    try {
      return await source.get()
    } catch (failure) {
      tried.push(`${source.name} (${reason(failure)})`)
    }
  }
  throw new Explained(`No ${what} was found; tried were ${tried.join(', ')}: ${wayOut}.`)
}

/** The full path of the first of these programs on `PATH`. */
export async function onPath(path: string | undefined, ...names: readonly string[]): Promise<string> {
  for (const name of names) {
    for (const folder of (path ?? '').split(delimiter).filter(Boolean)) {
      const candidate = join(folder, name)
      if (await isExecutable(candidate)) return candidate
    }
  }
  throw new Error('not there')
}

export async function executable(path: string): Promise<string> {
  if (!(await isExecutable(path))) throw new Error('not there')
  return path
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
