import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { createBoundedWork } from './bounded-work.ts'

export interface Passwords {
  /** A new hash with its parameters: `$pbkdf2-sha256$i=<rounds>$<salt>$<hash>`. Throws WorkRefused when busy. */
  hash(password: string): Promise<string>
  /** Without a stored hash (no such account) it takes as long and is false. Throws WorkRefused when busy. */
  verify(password: string, stored: string | null): Promise<boolean>
  /** Whether it was hashed with other parameters than a new one would be. */
  needsRehash(stored: string): boolean
}

const saltLength = 16
const hashLength = 32
const form = /^\$pbkdf2-sha256\$i=([1-9]\d{0,8})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

const derive = promisify(pbkdf2)
const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

interface Parsed {
  rounds: number
  salt: Buffer
  hash: Buffer
}

function parse(stored: string): Parsed {
  const [, rounds, salt, hash] = form.exec(stored) ?? []
  if (rounds === undefined || salt === undefined || hash === undefined)
    throw new Error('A stored password hash is damaged.')
  return { rounds: Number(rounds), salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
}

// Two of the pool's four threads stay free for files and names, and a core for the event loop where there are several.
const usualAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1))

/**
 * PBKDF2-SHA256 in Node's own pool of threads: a few at a time, 32 wait, more are refused. Threads of our own would
 * buy nothing, since the work is one native call.
 */
export function createPasswords({ rounds = 600_000, atOnce = usualAtOnce, waiting = 32 } = {}): Passwords {
  const work = createBoundedWork({ atOnce, waiting })
  // NFC: one password, whichever keyboard composed its umlauts.
  const run = (password: string, salt: Buffer, times: number) =>
    work(() => derive(password.normalize('NFC'), salt, times, hashLength, 'sha256'))
  const nobody: Parsed = { rounds, salt: randomBytes(saltLength), hash: randomBytes(hashLength) }

  return {
    async hash(password) {
      const salt = randomBytes(saltLength)
      const hash = await run(password, salt, rounds)
      return `$pbkdf2-sha256$i=${rounds}$${unpadded(salt)}$${unpadded(hash)}`
    },
    async verify(password, stored) {
      const expected = stored === null ? nobody : parse(stored)
      const right = timingSafeEqual(await run(password, expected.salt, expected.rounds), expected.hash)
      return right && stored !== null
    },
    needsRehash: (stored) => parse(stored).rounds !== rounds,
  }
}
