import { holdsUntil } from '@morgenkreis/domain'
import { Hold, liftHold, listHolds, placeHold, type HoldId } from '@morgenkreis/protocol'
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
    where: ({ thing }) => place(thing.kind, thing.ref),
    async run({ id, roster, now }, { thing, source, until }, { facility }) {
      const heldUntil = new Date(until)
      const refusal = holdsUntil(heldUntil, now)
      if (refusal !== null) throw new Refused(refusal)
      const hold = id as HoldId
      const doc: Adding<HoldDoc> = {
        ...{ _id: hold, facility, ...thing, source: toSeal({ kind: 'facility', facility }, source) },
        ...{ v: 1, at: now, expiresAt: heldUntil },
      }
      const placed = plan({ hold }).store({ kind: 'insert', collection, facility, doc, unique: {} })
      const judging = shell.moderated.of(thing.kind)
      return (await judging.turn(placed, thing.ref, { to: { heldUntil }, roster, now })).leavesNothing()
    },
    async again(_context, ref) {
      return { hold: orNotFound(await model.findOne({ ref }).sort({ _id: -1 }).lean())._id }
    },
  })

  shell.on(listHolds, {
    where: ({ facility }) => inFacility(facility),
    async run({ now }, { facility }) {
      const docs = await model
        .find({ facility, expiresAt: { $gt: now } })
        .sort({ _id: -1 })
        .lean()
      await sealer.prepareToOpen(docs.map(({ source }) => source))
      return { holds: docs.map((doc) => shown(doc)) }
    },
  })

  shell.on(liftHold, {
    where: ({ hold }) => place('hold', hold),
    async run({ roster, now }, { hold }, where) {
      const { facility, v, kind, ref } = orNotFound(await living(hold))
      const perishing = orNotFound(shell.perishables.kinds.get(kind) ?? null)
      const held = await perishing.collection.findOne({ _id: ref })
      const lifted = plan({ hold }).store({
        ...{ kind: 'update', collection, facility, id: hold, v },
        set: { expiresAt: now },
      })
      if (held?.['heldUntil'] instanceof Date)
        lifted.store({
          ...{ kind: 'update', collection: perishing.collection, facility, id: ref, v: Number(held['v']) },
          set: { heldUntil: now },
        })
      return lifted.tell('hold.changed', where, {
        ...{ ref: hold, v: v + 1, data: { hold } },
        members: adminsOf(roster),
      })
    },
    again: (_context, ref) => Promise.resolve({ hold: ref as HoldId }),
  })

  shell.readers.register('hold.changed', (refs) =>
    Promise.resolve(new Map(refs.map((ref) => [ref, { hold: ref as HoldId }]))),
  )

  function shown({ _id: id, facility, kind, ref, source, at, expiresAt }: HoldDoc): Hold {
    const opened = sealer.open(source, { facility, collection: collection.collectionName, id, field: 'source' })
    return Hold.parse({
      ...{ id, thing: { kind, ref }, source: opened === Shredded ? '' : opened },
      ...{ at: at.toISOString(), until: expiresAt.toISOString() },
    })
  }
}
