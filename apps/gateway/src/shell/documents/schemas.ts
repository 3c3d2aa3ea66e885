import * as protocol from '@morgenkreis/protocol'
import { alwaysPossible, events, operations, possibleOnChange } from '@morgenkreis/protocol'
import type { Operation, RefusalCode } from '@morgenkreis/protocol'
import { z } from 'zod'

export type Json = Record<string, unknown>

const registry = z.registry<{ id: string }>()
const name = (id: string, schema: z.ZodType) => {
  if (!registry.has(schema)) registry.add(schema, { id })
}
for (const [id, exported] of Object.entries(protocol)) if (exported instanceof z.ZodType) name(id, exported)
for (const one of operations) {
  name(`${one.name}.input`, one.input)
  name(`${one.name}.output`, one.output)
}
for (const one of events) name(`${one.name}.payload`, one.payload)

/** Refers to a schema by its name among the components of a document. */
export function refTo(schema: z.ZodType): Json {
  const id = registry.get(schema)?.id
  if (id === undefined) throw new Error('only schemas of the protocol are referred to')
  return { $ref: `#/components/schemas/${id}` }
}

/** Every schema by its name: JSON Schema 2020-12, which OpenAPI 3.1 and AsyncAPI 3.0 both speak. */
export function schemas(): Json {
  const { schemas: all } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(all).map(([id, { $id: _id, $schema: _dialect, id: _name, ...schema }]) => [id, schema]),
  )
}

export const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** What is sent to an operation through either door. */
export function callOf({ input, changes }: Operation): Json {
  const as = { oneOf: [refTo(protocol.MembershipId), { type: 'null' }] }
  const fields = { as, request: refTo(protocol.RequestId), input: refTo(input) }
  return object(fields, changes ? ['as', 'request', 'input'] : ['as', 'input'])
}

export const doneWith = (operation: Operation): Json => object({ ok: { const: true }, data: refTo(operation.output) })

export const refusedWith = (codes: readonly RefusalCode[]): Json =>
  object({
    ok: { const: false },
    error: object({ code: { enum: codes }, at: { type: 'string' }, request: { type: 'string' } }, ['code']),
  })

/** Every refusal that an operation may answer. */
export const codesOf = ({ refuses, changes }: Operation): RefusalCode[] => [
  ...refuses,
  ...alwaysPossible,
  ...(changes ? possibleOnChange : []),
]

export const about = {
  title: 'Morgenkreis',
  version: '0.1.0',
  license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
}
