import type { AuditWords } from '@morgenkreis/words'

/** What was done, in words; by its own name where it comes from another version. */
export const operationTitle = (operation: string, { operations }: AuditWords): string =>
  (operations as Record<string, string | undefined>)[operation] ?? operation
