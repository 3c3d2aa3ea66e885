import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Explained } from '../services/explained.ts'
import { projectFolder } from '../services/folders.ts'

export interface StartOptions {
  /** Where database and root key lie; absolute. */
  readonly dataFolder: string
  /** Sources are served as they are, and served anew when they change. */
  readonly dev: boolean
}

export function readOptions(args: readonly string[]): StartOptions {
  const { data, dev } = parsed(args)
  return { dataFolder: data === undefined ? join(projectFolder, '.data') : resolve(data), dev: dev === true }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' }, dev: { type: 'boolean' } } }).values
  } catch {
    throw new Explained('npm start takes "-- --data <folder>" and nothing else; all settings are in .env.example.')
  }
}
