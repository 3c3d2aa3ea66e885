import { closeSession, openSession, readSession } from '@morgenkreis/protocol'
import type { Feature } from '../../shell/shell.ts'
import { ownMemberships } from './own.ts'

/** Login, logout, and who am I. */
export const sessions: Feature = (shell) => {
  shell.on(openSession, {
    where: 'public',
    async run({ address }, { email, password }) {
      const { token, expiresAt } = await shell.sessions.open(email, password, address)
      return { token, expiresAt: expiresAt.toISOString() }
    },
  })

  shell.on(closeSession, {
    where: 'self',
    async run({ signed }) {
      await shell.sessions.close(signed)
      return {}
    },
  })

  shell.on(readSession, {
    where: 'self',
    async run({ signed }) {
      const { rosters } = await shell.hatsOf(signed)
      const memberships = await ownMemberships(signed.person, rosters, shell)
      shell.rosters.orTryAgain(rosters)
      return {
        person: signed.person,
        memberships,
        facilities: rosters.map(({ facility }) => facility),
      }
    },
  })

  return []
}
