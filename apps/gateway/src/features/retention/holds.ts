import { holdsUntil, mayKnowOfHold } from '@morgenkreis/domain'
import { Hold, liftHold, listHolds, placeHold, type HoldId, type MembershipId } from '@morgenkreis/protocol'
import { Shredded } from '../../shell/keys.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { adminsOf } from '../../shell/roster/roster.ts'
import { toSeal, type Adding } from '../../shell/seal.ts'
import type { Shell } from '../../shell/shell.ts'
import type { HoldDoc, HoldStore } from './store.ts'

/** What a law forbids to delete is locked with its source, for as long as it does (K-05). */
export function serveHolds(shell: Shell, { model, native: collection }: HoldStore): void {
  const { sealer, clock } = shell
  shell.perishables.register('hold', { module: null, collection })
  const living = (id: string) => model.findOne({ _id: id as HoldId, expiresAt: { $gt: clock.now() } }).lean()

  shell.place('hold', {
    see: 'hold.list',
    modules: [],
    lasting: false,
    async find(id) {
      const doc = await living(id)
      return doc && { facility: doc.facility, groups: 'all' }
    },
  })

  shell.on(placeHold, {
    where: ({ thing }) => place(shell.holdables.of(thing.kind).place, thing.ref),
    async run({ id, actor, roster, now }, { thing, source, until }, { facility }) {
      if (!mayKnowOfHold(actor, thing.kind)) throw new Refused('forbidden')
      if (await shell.trash.isOutOfReach(thing.kind, thing.ref, actor)) throw new Refused('not-found')
      const heldUntil = new Date(until)
      const refusal = holdsUntil(heldUntil, now)
      if (refusal !== null) throw new Refused(refusal)
      const hold = id as HoldId
      const doc: Adding<HoldDoc> = {
        ...{ _id: hold, facility, ...thing, source: toSeal({ kind: 'facility', facility }, source) },
        ...{ v: 1, at: now, expiresAt: heldUntil },
      }
      const placed = plan({ hold }).store({ kind: 'insert', collection, facility, doc, unique: {} })
      return shell.holdables.of(thing.kind).hold(placed, thing.ref, { heldUntil, actor, roster, now })
    },
    again: (_context, ref) => newestOf(ref),
  })

  shell.on(listHolds, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, now }, { facility }) {
      const all = await model
        .find({ facility, expiresAt: { $gt: now } })
        .sort({ _id: -1 })
        .lean()
      const docs = all.filter(({ kind }) => mayKnowOfHold(actor, kind))
      await sealer.prepareToOpen(docs.map(({ source }) => source))
      return { holds: docs.map((doc) => shown(doc)) }
    },
  })

  shell.on(liftHold, {
    where: ({ hold }) => place('hold', hold),
    async run({ actor, roster, now }, { hold }, where) {
      const { facility, v, kind, ref } = orNotFound(await living(hold))
      if (!mayKnowOfHold(actor, kind)) throw new Refused('not-found')
      const things = shell.holdables.of(kind).collection
      const held = await things.findOne({ _id: ref })
      const lifted = plan({ hold }).store({
        ...{ kind: 'update', collection, facility, id: hold, v },
        set: { expiresAt: now },
      })
      if (held?.['heldUntil'] instanceof Date)
        lifted.store({
          ...{ kind: 'update', collection: things, facility, id: ref, v: Number(held['v']) },
          set: { heldUntil: now },
        })
      const knowing = (id: MembershipId) => mayKnowOfHold(roster.members.get(id) ?? { rights: [] }, kind)
      return lifted.tell('hold.changed', where, {
        ...{ ref, v: v + 1, data: { facility } },
        members: adminsOf(roster).filter(knowing),
      })
    },
    again: (_context, ref) => newestOf(ref),
  })

  shell.readers.register('hold.changed', (refs, { facility }) =>
    Promise.resolve(new Map(refs.map((ref) => [ref, { facility: facility.id }]))),
  )

  // What is told and remembered of a lock names the thing, for the ledger to find it.
  async function newestOf(ref: string): Promise<{ hold: HoldId }> {
    const doc = await model.findOne({ ref }).sort({ _id: -1 }).lean()
    if (doc === null) throw new Refused('gone')
    return { hold: doc._id }
  }

  function shown({ _id: id, facility, kind, ref, source, at, expiresAt }: HoldDoc): Hold {
    const opened = sealer.open(source, { facility, collection: collection.collectionName, id, field: 'source' })
    return Hold.parse({
      ...{ id, thing: { kind, ref }, source: opened === Shredded ? '' : opened },
      ...{ at: at.toISOString(), until: expiresAt.toISOString() },
    })
  }
}
