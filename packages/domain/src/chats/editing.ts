const editableMs = 10 * 60 * 1000

/** A message can be changed by its author for ten minutes; afterwards others rely on what they read. */
export const isEditable = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= editableMs
