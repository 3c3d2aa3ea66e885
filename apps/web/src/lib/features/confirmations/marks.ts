import type { Announcement, Asked } from '@morgenkreis/protocol'
import type { AskingWords } from '@morgenkreis/words'
import type { Mark } from '#lib/shell/mark.ts'

/** That it is urgent, and that its reader is asked to confirm. */
export function marksOf({ id, priority }: Announcement, open: readonly Asked[], texts: AskingWords): Mark[] {
  const mine = open.filter(({ announcement }) => announcement === id)
  const todo = mine.some(({ reminded }) => reminded) ? `${texts.reminder}: ${texts.todo}` : texts.todo
  return [
    ...(priority === 'urgent' ? [{ text: texts.urgent, tone: 'urgent' } as const] : []),
    ...(mine.length > 0 ? [{ text: todo, tone: 'todo' } as const] : []),
  ]
}
