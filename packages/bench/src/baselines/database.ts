import { MongoClient } from 'mongodb'
import type { Db } from 'mongodb'

/** The database that the parent names; each baseline gets a fresh one. */
export async function openDatabase(): Promise<{ client: MongoClient; database: Db }> {
  const { BENCH_MONGODB_URI: uri, BENCH_DATABASE: name } = process.env
  if (!uri || !name)
    throw new Error('BENCH_MONGODB_URI and BENCH_DATABASE must be set: baselines are started by the bench.')
  const client = await MongoClient.connect(uri)
  return { client, database: client.db(name) }
}
