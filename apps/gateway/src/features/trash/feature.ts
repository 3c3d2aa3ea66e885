import { receiptOf, trashedSince } from '@morgenkreis/domain'
import { listTrash, type Trashed } from '@morgenkreis/protocol'
import { inFacility } from '../../shell/registry.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'
import type { Listed } from '../../shell/trash/trash.ts'

const page = 200

/** What was deleted lies here for seven days (K-82). */
export const trash: Feature = (shell) => {
  shell.on(listTrash, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }) {
      const listed = await shell.trash.restorable(roster, actor, trashedSince(now), now)
      return {
        items: listed.slice(0, page).flatMap((one) => shown(one, roster)),
        more: listed.length > page,
      }
    },
  })

  return []
}

function shown({ written, excerpt }: Listed, roster: Roster): Trashed[] {
  const { kind, _id: id, groups, author, gone, deletedAt } = written
  if (gone === null || deletedAt === null) return []
  const { systemAt, backupsAt } = receiptOf(deletedAt, 'trash')
  return [
    {
      ...{ kind, id, groups, excerpt, gone },
      author: authorIn(roster, author, id),
      at: deletedAt.toISOString(),
      systemAt: systemAt.toISOString(),
      backupsAt: backupsAt.toISOString(),
    },
  ]
}
