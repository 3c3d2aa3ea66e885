import { deleteAccount, readOwn } from '@morgenkreis/protocol'
import type { Feature } from '../../shell/shell.ts'

const page = 50

/** The own account: what was written under it, and its end. */
export const account: Feature = (shell) => {
  shell.on(readOwn, {
    where: 'self',
    async run({ signed, now }, { before }) {
      const { memberships, rosters } = await shell.hatsOf(signed)
      const found = await shell.trash.writtenBy(memberships, { now, before, limit: page + 1 })
      const lastAdminOf = await shell.departure.lastAdminOf(signed.person)
      shell.rosters.orTryAgain(rosters)
      return {
        messages: found.slice(0, page).map(({ written: { kind, _id: id, facility, author, at }, excerpt }) => ({
          ...{ kind, id, facility, membership: author, excerpt },
          at: at.toISOString(),
        })),
        more: found.length > page,
        lastAdminOf,
      }
    },
  })

  shell.on(deleteAccount, {
    where: 'self',
    async run({ signed, address }, { password }) {
      await shell.sessions.confirm(signed.person, password, address)
      const { systemAt, backupsAt } = await shell.departure.leave(signed.person)
      return { systemAt: systemAt.toISOString(), backupsAt: backupsAt.toISOString() }
    },
  })

  return []
}
