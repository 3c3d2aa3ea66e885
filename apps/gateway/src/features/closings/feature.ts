import { closingKeptUntil, comingClosings, soundClosing } from '@morgenkreis/domain'
import {
  addClosing,
  changeClosing,
  listClosings,
  mostClosings,
  removeClosing,
  type Closing,
  type ClosingId,
} from '@morgenkreis/protocol'
import { dayAt, endOf } from '../../shell/calendar.ts'
import { Shredded } from '../../shell/keys.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, orRefuse, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import type { ClosingDoc } from '../../shell/roster/store.ts'
import { toSeal, type Adding } from '../../shell/seal.ts'
import type { Feature } from '../../shell/shell.ts'

/** The days on which a facility is closed: everybody in it sees those that come. */
export const closings: Feature = (shell) => {
  const { sealer, clock } = shell
  const { model, native: collection } = shell.roster.closings
  shell.perishables.register('closing', { module: null, collection })
  const living = (id: string) => model.findOne({ _id: id as ClosingId, expiresAt: { $gt: clock.now() } }).lean()

  shell.place('closing', {
    see: 'closing.list',
    modules: [],
    lasting: false,
    async find(id) {
      const doc = await living(id)
      return doc && { facility: doc.facility, groups: 'all' }
    },
  })

  /** What was entered, on its way into the store; `now` says which day it is. */
  function stored({ facility, from, to, reason }: Pick<Closing, 'facility' | 'from' | 'to' | 'reason'>, now: Date) {
    const span = orRefuse(soundClosing({ from, to }, dayAt(now)))
    const expiresAt = closingKeptUntil(endOf(to))
    return { ...span, reason: toSeal({ kind: 'facility', facility }, reason), expiresAt } as const
  }

  shell.on(listClosings, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, now }, { facility }) {
      const docs = await model
        .find({ facility, expiresAt: { $gt: now } })
        .sort({ from: 1, _id: 1 })
        .lean()
      return { closings: await shown(actor.role === 'admin' ? docs : comingClosings(docs, dayAt(now))) }
    },
  })

  shell.on(addClosing, {
    where: ({ facility }) => inFacility(facility),
    async run({ id, now }, { facility, from, to, reason }, where) {
      const closing = { id: id as ClosingId, facility, from, to, reason, v: 1 }
      const entered = stored(closing, now)
      if ((await model.countDocuments({ facility, expiresAt: { $gt: now } })) >= mostClosings)
        throw new Refused('too-many-closings')
      const doc: Adding<ClosingDoc> = { _id: closing.id, facility, ...entered, v: 1, at: now }
      return plan(closing)
        .store({ kind: 'insert', collection, facility, doc, unique: {} })
        .tell('closing.changed', where, { ref: closing.id, v: 1, data: { facility } })
        .decides('everywhere')
    },
    again: (_context, ref) => current(ref),
  })

  shell.on(changeClosing, {
    where: ({ closing }) => place('closing', closing),
    async run({ now }, { closing: id, from, to, reason }, where) {
      const { facility, v: before } = orNotFound(await living(id))
      const closing = { id, facility, from, to, reason, v: before + 1 }
      return plan(closing)
        .store({ kind: 'update', collection, facility, id, v: before, set: stored(closing, now) })
        .tell('closing.changed', where, { ref: id, v: closing.v, data: { facility } })
        .decides('everywhere')
    },
    again: (_context, ref) => current(ref),
  })

  shell.on(removeClosing, {
    where: ({ closing }) => place('closing', closing),
    async run({ now }, { closing: id }, where) {
      const { facility, v } = orNotFound(await living(id))
      return plan({ closing: id })
        .store({ kind: 'update', collection, facility, id, v, set: { expiresAt: now } })
        .tell('closing.changed', where, { ref: id, v: v + 1, data: { facility } })
        .decides('everywhere')
    },
    again: (_context, ref) => Promise.resolve({ closing: ref as ClosingId }),
  })

  shell.readers.register('closing.changed', (refs, { facility }) =>
    Promise.resolve(new Map(refs.map((ref) => [ref, { facility: facility.id }]))),
  )

  async function current(id: string): Promise<Closing> {
    const doc = await living(id)
    const [closing] = doc === null ? [] : await shown([doc])
    if (closing === undefined) throw new Refused('gone')
    return closing
  }

  async function shown(docs: readonly ClosingDoc[]): Promise<Closing[]> {
    await sealer.prepareToOpen(docs.map(({ reason }) => reason))
    return docs.map(({ _id: id, facility, from, to, reason, v }) => {
      const opened = sealer.open(reason, { facility, collection: collection.collectionName, id, field: 'reason' })
      return { id, facility, from, to, reason: opened === Shredded ? '' : opened, v }
    })
  }

  return []
}
