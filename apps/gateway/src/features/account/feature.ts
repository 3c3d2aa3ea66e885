import { deleteAccount, readOwn } from '@morgenkreis/protocol'
import type { Feature } from '../../shell/shell.ts'

const page = 50

/** The own account: what was written under it, and its end. */
export const account: Feature = (shell) => {
  shell.on(readOwn, {
    where: 'self',
    async run({ signed, now }, { before }) {
      const { person } = signed
      const { rosters } = await shell.hatsOf(signed)
      // What was written under a hat that is none any more is still the person's to take back.
      const hats = await shell.roster.memberships.model.distinct('_id', { person })
      const found = await shell.trash.writtenBy(hats, { now, before, limit: page + 1 })
      const lastAdminOf = await shell.departure.lastAdminOf(person)
      shell.rosters.orTryAgain(rosters)
      return {
        messages: found.slice(0, page).map(({ written: { kind, _id: id, facility, author, at, waits }, excerpt }) => ({
          ...{ kind, id, facility, membership: author, excerpt, waits },
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
