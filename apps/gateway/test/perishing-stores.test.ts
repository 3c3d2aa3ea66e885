import type { Kept, MessageId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, emre, forestDay, orFail, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { say } from './talking.ts'
import { comment } from './writing.ts'

const house = await standingHouse()

const facility = apfelhof
const day = 24 * 60 * 60 * 1000
const { data } = house.ground.database
const netSeconds = 48 * 60 * 60
/** What logs in and what is pushed to ends at its very moment: nothing has to be noted before the database takes it. */
const atOnce = new Set(['sessions', 'subscriptions'])

/** Every collection that a gateway opens, by what its schema says about its end. */
const storesWith = (isSo: (paths: readonly string[]) => boolean) =>
  Object.entries(data.models).flatMap(([name, { schema }]) => (isSo(Object.keys(schema.paths)) ? [name] : []))
const netOf = async (name: string) => {
  const indexes = await data.collection(name).indexes()
  return indexes.filter(({ key }) => Object.keys(key as object).join() === 'expiresAt')
}

test('[D-04, K-76] in every collection whose rows expire the database holds the net of TTL below the purge', async () => {
  const names = storesWith((paths) => paths.includes('expiresAt'))
  expect(names).toEqual(expect.arrayContaining(['messages', 'comments', 'sick-notes', 'announcements', 'polls']))
  for (const name of names) {
    const expected = atOnce.has(name) ? 0 : netSeconds
    expect([name, (await netOf(name)).map(({ expireAfterSeconds }) => expireAfterSeconds as number)]).toEqual([
      name,
      [expected],
    ])
  }
})

test('[D-04] whatever the purge takes, the net takes if the purge does not, and no row comes without its end', async () => {
  const purged = [...new Set([...house.gateway.perishing])]
})
