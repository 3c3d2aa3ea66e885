import { readConfig, requireNode } from './shell/config.ts'
import { explain } from './shell/explain.ts'
import { addEpoch } from './shell/root-key.ts'

/** Adds an epoch to the root key file that the settings name. Gateways that run take it within a minute. */
async function main(): Promise<void> {
  requireNode(process.versions.node)
  const { rootKeyFile } = readConfig(process.env)
  const epoch = await addEpoch(rootKeyFile)
  process.stdout.write(
    `${rootKeyFile} has a new epoch, ${epoch}: keep a copy of it where no backup of the databases lies.\n`,
  )
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
})
