import type { Perishables } from './perishing.ts'

/**
 * What is a part of something and says nothing without it stays as long as that: the answers to a poll that a law forbids to
 * delete, and not the comments under an announcement, which are locked by themselves (K-05).
 */
export async function holdParts({ kinds }: Perishables): Promise<void> {
  for (const { collection, hangsOn } of kinds.values()) {
    if (hangsOn?.isPart !== true) continue
    const { field } = hangsOn
    const wholes = kinds.get(hangsOn.kind)?.collection
    const held = (await wholes?.find({ heldUntil: { $ne: null } }).toArray()) ?? []
    for (const { _id, ...whole } of held) {
      const heldUntil: unknown = whole['heldUntil']
      await collection.updateMany({ [field]: _id, heldUntil: null }, [
        { $set: { heldUntil, endsAt: '$expiresAt', expiresAt: { $max: ['$expiresAt', heldUntil] } } },
      ])
    }
    await collection.updateMany({ heldUntil: { $ne: null }, [field]: { $nin: held.map(({ _id }) => _id) } }, [
      { $set: { expiresAt: '$endsAt' } },
      { $unset: ['heldUntil', 'endsAt'] },
    ])
  }
}
