import { systemClock } from './shell/clock.ts'
import { readConfig, requireNode } from './shell/config.ts'
import { openKeysDatabase } from './shell/database.ts'
import { explain, isOutOfReach } from './shell/explain.ts'
import { keyRowsIn } from './shell/key-rows.ts'
import { addEpoch, dropEpoch } from './shell/root-key-file.ts'
import { readRootKey } from './shell/root-key.ts'
import { EpochStays, orStaysForKeys, orStaysInFile } from './shell/rotation/leaving.ts'

type Config = ReturnType<typeof readConfig>

/** Adds an epoch to the root key file that the settings name, or removes one. Gateways that run take it within a minute. */
async function main([verb, named = '', ...more]: readonly string[]): Promise<string> {
  requireNode(process.versions.node)
  const config = readConfig(process.env)
  if (verb === undefined) return add(config)
  if (verb === 'remove' && more.length === 0 && /^[1-9]\d{0,8}$/.test(named)) return remove(Number(named), config)
  throw new EpochStays('Write "npm run root-key" to add an epoch, or "npm run root-key -- remove 1" to remove epoch 1.')
}

async function add({ rootKeyFile }: Config): Promise<string> {
  const epoch = await addEpoch(rootKeyFile)
  return `${rootKeyFile} has a new epoch, ${epoch}: keep a copy of it where no backup of the databases lies.`
}

async function remove(epoch: number, config: Config): Promise<string> {
  const { rootKeyFile } = config
  const root = await readRootKey(rootKeyFile)
  orStaysInFile(epoch, root)
  const { keys, close } = await openKeysDatabase(config).catch(unreachable)
  try {
    await orStaysForKeys(epoch, { rows: keyRowsIn(keys), root, now: () => systemClock.now() })
  } finally {
    await close()
  }
  await dropEpoch(rootKeyFile, epoch)
  return `Epoch ${epoch} is no longer in ${rootKeyFile}: put the file in the place of all its copies, and start containers anew that were given it alone.`
}

function unreachable(error: unknown): never {
  if (!isOutOfReach(error)) throw error
  throw new EpochStays(
    'The database of the keys does not answer, so nothing was removed: start it, or set KEYS_MONGODB_URI to where it runs.',
    { cause: error },
  )
}

main(process.argv.slice(2)).then(
  (done) => {
    process.stdout.write(`${done}\n`)
    process.exit(0)
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  },
)
