import type { Perishables } from './perishing.ts'

/** What no law forbids to delete any more ends when it would have ended without one (K-05). */
export async function release(perishables: Perishables, now: Date): Promise<void> {
  for (const collection of new Set([...perishables.kinds.values()].map((kind) => kind.collection)))
    await collection.updateMany({ heldUntil: { $lte: now } }, [
      { $set: { expiresAt: '$endsAt', v: { $add: ['$v', 1] } } },
      { $unset: ['heldUntil', 'endsAt'] },
    ])
}
