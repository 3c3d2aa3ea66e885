import mongoose, { type ClientSession, type Connection, type Model, type Schema } from 'mongoose'
import type { Collection, Document } from 'mongodb'
import type { Config } from './config.ts'

export type { ClientSession }
export type Connected = Connection

/** The open connections: one to the data, one to the wrapped keys. */
export interface Database {
  readonly data: Connection
  readonly keys: Connection
  close(): Promise<void>
}

const options = {
  autoCreate: false,
  autoIndex: false,
  serverSelectionTimeoutMS: 5_000,
  writeConcern: { w: 'majority', j: true },
  readConcern: { level: 'majority' },
  retryWrites: true,
} as const

/** Connects within five seconds or throws the driver's error. */
export async function openDatabase(config: Config): Promise<Database> {
  const data = mongoose.createConnection(config.mongodbUri, { ...options, dbName: config.database })
  const keys = mongoose.createConnection(config.keysMongodbUri, { ...options, dbName: config.keysDatabase })
  try {
    await Promise.all([data.asPromise(), keys.asPromise()])
  } catch (error) {
    await Promise.allSettled([data.close(), keys.close()])
    throw error
  }
  return { data, keys, close: async () => void (await Promise.all([data.close(), keys.close()])) }
}

/** Connects to the wrapped keys alone, within five seconds, or throws the driver's error. */
export async function openKeysDatabase(config: Config) {
  const keys = mongoose.createConnection(config.keysMongodbUri, { ...options, dbName: config.keysDatabase })
  try {
    await keys.asPromise()
  } catch (error) {
    await keys.close()
    throw error
  }
  return { keys: nativeOf({ keys }), close: () => keys.close() }
}

/** The driver's own handle of the keys. */
export function nativeOf({ keys }: Pick<Database, 'keys'>): mongoose.mongo.Db {
  if (keys.db === undefined) throw new Error('the keys database is not connected')
  return keys.db
}

/** A document as the driver takes and gives it. */
export interface Row extends Document {
  _id: string
}

/** A collection as a store declares it: its model, the driver's own handle for commits, and what the server itself refuses. */
export interface Stored<Doc> {
  readonly model: Model<Doc>
  readonly native: Collection<Row>
  readonly validator: object | null
}

/**
 * Declares a collection on a connection. `validator` is a query expression that MongoDB checks on every write, also on those
 * that pass mongoose by.
 */
export function collection<Doc>(
  connection: Connection,
  name: string,
  schema: Schema<Doc>,
  validator: object | null = null,
): Stored<Doc> {
  return {
    model: connection.model<Doc>(name, schema, name),
    native: connection.getClient().db(connection.name).collection<Row>(name),
    validator,
  }
}

export type AnyStored = Pick<Stored<never>, 'validator'> & {
  readonly model: Pick<Model<never>, 'db' | 'collection' | 'createIndexes'>
}

/** Creates collections, validators and indexes: before any transaction, and before anything is served. */
export async function prepare(stored: readonly AnyStored[]): Promise<void> {
  const [first] = stored
  const existing = new Set((await first?.model.db.listCollections())?.map(({ name }) => name))
  await Promise.all(stored.map((one) => prepareOne(one, existing)))
}

async function prepareOne({ model, validator }: AnyStored, existing: ReadonlySet<string>): Promise<void> {
  const { db, collection } = model
  const name = collection.collectionName
  if (!existing.has(name)) await createOnce(db, name)
  if (validator !== null) await db.db?.command({ collMod: name, validator, validationLevel: 'strict' })
  await model.createIndexes()
}

const alreadyThere = 48

/**
 * A page that has grown beyond this in memory is written and split by whoever inserts into it, who waits meanwhile: by itself
 * the server lets pages grow to 5 MB in indexes, which takes 40 ms, and to 10 MB in collections.
 */
const grownTo = (size: string) => ({ storageEngine: { wiredTiger: { configString: `memory_page_max=${size}` } } })
const pages = { ...grownTo('1MB'), indexOptionDefaults: grownTo('128KB') }

async function createOnce(db: Connection, name: string): Promise<void> {
  try {
    await db.createCollection(name, pages)
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== alreadyThere) throw error
  }
}

export const { Schema: StoreSchema } = mongoose
export const { MongoServerError, MongoError, Binary } = mongoose.mongo
const { MongoBulkWriteError } = mongoose.mongo

/** EPIPE, ECONNRESET and their like; ERR_STREAM_… and ERR_SOCKET_… */
const ofTheSystem = /^(?:E(?!RR_)[A-Z]+|ERR_(?:STREAM|SOCKET)_[A-Z_]+)$/
const outOfReach = /^Mongo(Network|ServerSelection|PoolCleared|TopologyClosed|NotConnected|WriteConcern)/

/**
 * Is it the way to the database that failed, and not what was asked? The driver does not always label that: it passes on what
 * the system said where a write finds the connection gone, and `insertMany` wraps whatever broke under it.
 */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError && isOutOfReach(error.errorResponse)) return true
  if (!(error instanceof MongoError)) return ofTheSystem.test(String((error as { code?: unknown } | null)?.code))
  const labels = ['TransientTransactionError', 'RetryableWriteError']
  return outOfReach.test(error.name) || labels.some((label) => error.hasErrorLabel(label))
}
