import { modules, processed, Reported } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { moduleOf } from '../src/features/moderation/store.ts'
import { standingHouse } from './standing-house.ts'

const house = await standingHouse()

/** What says where something belongs, how it is shown, and how long it is kept: nothing of a person. */
const technical = new Set([
  ...['_id', 'v', 'facility', 'groups', 'expiresAt', 'deletedAt', 'gone', 'hiddenAt', 'heldUntil', 'endsAt'],
  ...['announcement', 'poll', 'thread', 'circle', 'quotes', 'under', 'report', 'kind', 'ref', 'thing', 'state'],
  ...['slot', 'confirmation', 'due', 'held', 'per', 'anonymous', 'totals', 'closesAt', 'closedAt'],
])
/** Of no module: of the whole facility, or of a person wherever it is. */
const ofNone = new Set(['closings', 'holds', 'deliveries'])

test('[K-14] what each module declares is what its schemas hold, and nothing that is kept for a time belongs to none', () => {
  const { models } = house.ground.database.data
  const fieldsOf = (name: string) => Object.keys(models[name]?.schema.paths ?? {})
  for (const module of modules) {
    for (const [name, declared] of Object.entries(processed[module])) {
      const personal = fieldsOf(name).filter((field) => !technical.has(field))
      expect([module, name, personal.sort()]).toEqual([module, name, [...declared].sort()])
    }
  }
  const declared = new Set(modules.flatMap((module) => Object.keys(processed[module])))
  const perishable = Object.keys(models).filter((name) =>
    ['facility', 'expiresAt'].every((field) => fieldsOf(name).includes(field)),
  )
  expect(perishable.length).toBeGreaterThan(10)
  expect(perishable.filter((name) => !declared.has(name) && !ofNone.has(name))).toEqual([])
})

test('[K-14, K-78] a module in which something can be reported declares what is kept of reports', () => {
  const of = Reported.options.map(({ shape }) => moduleOf[shape.kind.value])
  expect(of.length).toBeGreaterThan(3)
  for (const module of of)
    for (const name of ['reports', 'report-filings']) expect(Object.keys(processed[module])).toContain(name)
})
