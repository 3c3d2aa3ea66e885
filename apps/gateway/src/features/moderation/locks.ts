import type { FacilityPlace } from '@morgenkreis/domain'
import { lockThread, unlockThread, type InputOf } from '@morgenkreis/protocol'
import { plan, type Write } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import type { Shell } from '../../shell/shell.ts'

type Of = InputOf<'thread.lock'>['of']
type Ref = Of['ref']

/** Locked, a group's chat or the comments under an announcement are there to read. */
export function serveLocks(shell: Shell): void {
  const { model, native: collection } = shell.roster.locks

  async function turning({ id, now }: FacilityContext, { ref: thread }: Of, locked: boolean, where: FacilityPlace) {
    const { facility } = where
    const doc = await model.findOne({ thread }).lean()
    const data = { ref: thread, locked, v: (doc?.v ?? 0) + 1 }
    const fresh = { _id: id, facility, thread, locked, v: 1, at: now }
    const write: Write =
      doc === null
        ? { kind: 'insert', collection, facility, doc: fresh, unique: { thread: 'anew' } }
        : { kind: 'update', collection, facility, id: doc._id, v: doc.v, set: { locked } }
    return plan(data).store(write).tell('thread.locked', where, { ref: thread, v: data.v, data }).decides('everywhere')
  }

  const now = async (refs: readonly string[]) => {
    const docs = await model.find({ thread: { $in: refs as Ref[] } }).lean()
    return new Map(docs.map(({ thread: ref, locked, v }) => [ref as string, { ref, locked, v }]))
  }

  for (const [operation, locked] of [
    [lockThread, true],
    [unlockThread, false],
  ] as const)
    shell.on(operation, {
      where: ({ of }) => place(of.kind, of.ref),
      run: (context: FacilityContext, { of }: { of: Of }, where: FacilityPlace) => turning(context, of, locked, where),
      again: async (_context: FacilityContext, ref: string) => orNotFound((await now([ref])).get(ref)),
    })

  shell.readers.register('thread.locked', (refs) => now(refs))
}
