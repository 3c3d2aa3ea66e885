// Baseline (c): the guarantees of the product, each message in a transaction of its own: dense numbers per stream and room,
// a request id that counts once, decisions checked, the document and its journal row whole or not at all.
import { randomUUID } from 'node:crypto'
import { MongoServerError } from 'mongodb'
import { openDatabase } from './database.ts'
import { commentOf, serve } from './serve.ts'
import type { Comment, Publication } from './serve.ts'

interface Head {
  _id: string
  n: number
  decisions: number
  heads: Record<string, number>
}
interface Row {
  stream: string
  n: number
  name: string
  ref: string
  v: number
  actor: string
  request: string
  told: { room: string; seq: number }[]
  at: Date
}

const stream = 'facility:bench'
const decisions = 0
const { client, database } = await openDatabase()
const heads = database.collection<Head>('heads')
const comments = database.collection<Omit<Comment, 'id'> & { _id: string }>('comments')
const journal = database.collection<Row>('journal')
await heads.insertOne({ _id: stream, n: 0, decisions, heads: {} })
await comments.createIndex({ announcement: 1, at: 1 })
await journal.createIndex({ stream: 1, n: 1 }, { unique: true })
await journal.createIndex({ actor: 1, request: 1 }, { unique: true })
await journal.createIndex({ 'told.room': 1, 'told.seq': 1 }, { unique: true })

async function store(publication: Publication, room: string, comment: Comment): Promise<number> {
  const { id, ...rest } = comment
  return client.withSession((session) =>
    session.withTransaction(
      async () => {
        const head = await heads.findOneAndUpdate(
          { _id: stream, decisions },
          { $inc: { n: 1, [`heads.${room}`]: 1 } },
          { session, returnDocument: 'after' },
        )
        if (!head) throw new Error('the decisions moved: nobody removes anybody in this bench')
        const seq = head.heads[room]!
        await comments.insertOne({ _id: id, ...rest }, { session })
        const { as: actor, request } = publication
        const told = [{ room, seq }]
        const row = { stream, n: head.n, name: 'comment.published', ref: id, v: 1, actor, request, told }
        await journal.insertOne({ ...row, at: new Date(comment.at) }, { session })
        return seq
      },
      { writeConcern: { w: 'majority', journal: true } },
    ),
  )
}

/** A request id that is known counts once: its first comment is answered again. */
async function storedBefore({ as: actor, request }: Publication, failure: unknown): Promise<Comment> {
  if (!(failure instanceof MongoServerError) || failure.code !== 11000) throw failure
  const row = await journal.findOne({ actor, request })
  const found = row && (await comments.findOne({ _id: row.ref }))
  if (!found) throw failure
  const { _id: id, ...rest } = found
  return { id, ...rest }
}

// One after the other: all write the head of their stream, so that side by side they would only conflict and try again.
let before: Promise<unknown> = Promise.resolve()
const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
  const mine = before.then(run)
  before = mine.catch(() => undefined)
  return mine
}

serve(async (publication, room, io) => {
  const comment = commentOf(publication, randomUUID(), new Date())
  try {
    const seq = await inTurn(() => store(publication, room, comment))
    io.to(room).emit('comment.published', { seq, ...comment })
    return comment
  } catch (failure) {
    return storedBefore(publication, failure)
  }
})
