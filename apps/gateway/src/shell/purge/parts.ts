import type { Perishables } from './perishing.ts'

/**
 * What is a part of something and says nothing without it stays as long as that: the answers to a poll that a law forbids to
 * delete, and not the comments under an announcement, which are locked by themselves (K-05).
 */
export async function holdParts({ kinds }: Perishables): Promise<void> {
  for (const { collection, hangsOn } of kinds.values()) {
    if (hangsOn?.isPart !== true) continue
    const { field } = hangsOn
    const whole = kinds
      .get(hangsOn.kind)
      ?.collection.find({ heldUntil: { $ne: null } })
      .project({ heldUntil: 1 })
    const held = (await whole?.toArray()) ?? []
    for (const { _id, heldUntil } of held)
      await collection.updateMany({ [field]: _id, heldUntil: null }, [
        { $set: { heldUntil, endsAt: '$expiresAt', expiresAt: { $max: ['$expiresAt', heldUntil] } } },
      ])
    await collection.updateMany({ heldUntil: { $ne: null }, [field]: { $nin: held.map(({ _id }) => _id) } }, [
      { $set: { expiresAt: '$endsAt' } },
      { $unset: ['heldUntil', 'endsAt'] },
    ])
  }
}
