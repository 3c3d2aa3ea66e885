import { listAudit, type AuditLine } from '@morgenkreis/protocol'
import { facilityStream } from '../../shell/plan.ts'
import { inFacility } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { AuditRow } from '../../shell/audit/store.ts'
import type { Feature } from '../../shell/shell.ts'
import { boundsOf } from './day.ts'
import { hiddenFrom } from './shown.ts'

const page = 100

/** The audit as the head reads it (K-73): everything that was changed, newest first. */
export const audit: Feature = (shell) => {
  shell.on(listAudit, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster }, { facility, on, operation, before }) {
      const stream = facilityStream(facility)
      const hidden = hiddenFrom(actor)
      const found = await shell.audit.links.model
        .find({
          stream,
          operation: {
            $nin: hidden,
            ...(operation !== undefined && { $eq: operation as NonNullable<AuditRow['operation']> }),
          },
          ...(before !== undefined && { n: { $lt: before } }),
          ...(on !== undefined && { at: within(on) }),
        })
        .sort({ n: -1 })
        .limit(page + 1)
        .lean()
      const operations = await shell.audit.links.model.distinct('operation', { stream, operation: { $nin: hidden } })
      const shown = found.slice(0, page)
      const actors = await shell.pseudonyms.actors(shown.flatMap(({ who }) => who ?? []))
      return {
        lines: shown.map((link) => lineOf(link, actors, roster)),
        more: found.length > page,
        operations: operations.filter((one) => one !== null).sort(),
      }
    },
  })

  return []
}

function within(on: string) {
  const { begin, end } = boundsOf(on)
  return { $gte: begin, $lt: end }
}

function lineOf(link: AuditRow, actors: ReadonlyMap<string, string>, roster: Roster): AuditLine {
  const { n, at, operation, ref, fields, read = [], who } = link
  return {
    n,
    at: at.toISOString(),
    operation,
    ref,
    fields,
    read,
    who: who === null ? null : actorOf(who, actors, roster),
  }
}

/** Who it was, while anybody can tell: behind the pseudonym stands a membership, and behind that a name, each for its time. */
function actorOf(pseudonym: string, actors: ReadonlyMap<string, string>, roster: Roster): AuditLine['who'] {
  const actor = actors.get(pseudonym)
  const member = [...roster.members.values(), ...roster.former.values()].find(({ id }) => id === actor)
  if (member === undefined) return { pseudonym, name: null, role: null }
  return { pseudonym, name: roster.names.get(member.person) ?? null, role: member.role }
}
