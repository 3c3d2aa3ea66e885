import type { Collection } from 'mongodb'
import type { Connected, Row } from './database.ts'

/**
 * Gives what an earlier version stored the shape that this one reads, before indexes are made and anything is served. What has
 * it already is left as it is, so that two gateways may do so at once.
 */
export async function upgrade(data: Connected): Promise<void> {
  const rows = (name: string) => data.getClient().db(data.name).collection<Row>(name)
  const there = new Set((await data.listCollections()).map(({ name }) => name))
  for (const name of ['poll-answers', 'poll-participations']) if (there.has(name)) await joinVoters(rows(name))
  if (there.has('conversations')) await nameHouseholds(rows('conversations'), rows('memberships'))
}

/** Answers of a family were one for each of its children: an index said so, which is made anew for all of them as one word. */
async function joinVoters(votes: Collection<Row>): Promise<void> {
  const former = (await votes.indexes()).find(({ name, unique }) => name === 'poll_1_children_1' && unique === true)
  if (former?.name !== undefined) await votes.dropIndex(former.name)
  const joined = { $reduce: { input: '$children', initialValue: '', in: { $concat: ['$$value', ' ', '$$this'] } } }
  await votes.updateMany({ together: { $exists: false } }, [{ $set: { together: { $ltrim: { input: joined } } } }])
}

interface Unnamed {
  readonly _id: string
  readonly child: string
  readonly household: 'a' | 'b' | null
}

/** Conversations said which household of a child theirs was: they name its guardians (decision 0030). */
async function nameHouseholds(conversations: Collection<Row>, memberships: Collection<Row>): Promise<void> {
  for await (const { _id, child, household } of conversations.find<Unnamed>({ household: { $in: [null, 'a', 'b'] } })) {
    const tied = { role: 'guardian', endedAt: null, children: { $elemMatch: { child, household } } }
    const guardians = await memberships.find(tied).sort({ _id: 1 }).toArray()
    // Of nobody any more: it stays its own, beside another of this child.
    const named = guardians.map((guardian) => guardian._id).join(' ') || _id
    await conversations.updateOne({ _id, household }, { $set: { household: named } })
  }
}
