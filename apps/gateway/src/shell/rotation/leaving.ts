import { epochsBeside } from '../key-rows.ts'
import { unwrap } from '../wrapping.ts'
import { backupsKeptMs } from './deadlines.ts'
import { neededEpochs, type EpochParts } from './epochs.ts'

/** An epoch that stays in the root key file; the message is one sentence that says why, and what to do. */
export class EpochStays extends Error {
  override name = 'EpochStays'
}

/** What the file itself says: refuses an epoch that it does not have, and the newest. */
export function orStaysInFile(epoch: number, { epochs, newest }: EpochParts['root']): void {
  if (!epochs.has(epoch))
    throw new EpochStays(`The root key file has no epoch ${epoch}, only ${[...epochs.keys()].join(', ')}.`)
  if (epoch === newest)
    throw new EpochStays(
      `Epoch ${epoch} is the newest, which wraps every new key: add another with "npm run root-key", and remove this one when the log says so.`,
    )
}

/** What the database of the keys says: refuses an epoch that a key or a backup still needs, and a file that is not its own. */
export async function orStaysForKeys(epoch: number, { rows, root, now }: EpochParts): Promise<void> {
  const { newest, epochs } = root
  const hanging = await rows.countDocuments({ parent: `root:${epoch}` })
  if (hanging > 0)
    throw new EpochStays(
      `${hanging} ${hanging === 1 ? 'key hangs' : 'keys hang'} under epoch ${epoch}: copy the file to every gateway, which wraps them under epoch ${newest} within a minute, and ask again.`,
    )
  const lacking = [...(await neededEpochs(rows))].filter((needed) => !epochs.has(needed))
  const ofNewest = await rows.findOne({ parent: `root:${newest}` })
  const secret = epochs.get(newest)
  if (lacking.length > 0 || ofNewest === null || secret === undefined || unwrap(ofNewest, secret) === null)
    throw new EpochStays(
      `Epoch ${newest}, the newest in the file, opens no key of this database: set ROOT_KEY_FILE, KEYS_MONGODB_URI and KEYS_DATABASE as the gateways have them.`,
    )
  const leftAt = (await epochsBeside(rows).findOne({ _id: epoch }))?.leftAt
  if (leftAt === undefined)
    throw new EpochStays(
      `No gateway has seen yet that no key needs epoch ${epoch}: ask again when one has run for a minute.`,
    )
  const until = new Date(leftAt.getTime() + backupsKeptMs)
  if (now() < until)
    throw new EpochStays(`Backups of the keys need epoch ${epoch} until ${until.toISOString()}: ask again then.`)
}
