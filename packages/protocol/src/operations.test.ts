import { expect, test } from 'vitest'
import { z } from 'zod'
import { Envelope } from './envelope.ts'
import { events } from './events.ts'
import { operationNamed, operations } from './operations.ts'
import { alwaysPossible, possibleOnChange, refusals, type RefusalCode } from './refusals.ts'

test('operations are called noun.verb, events noun.participle, each once', () => {
  const names = [...operations, ...events].map(({ name }) => name)
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/)
  for (const { name } of events) expect(name).toMatch(/(?:ed|left|sent)$/)
  expect(new Set(names).size).toBe(names.length)
  expect(operationNamed.size).toBe(operations.length)
})

test('every refusal stands in the closed list, once, and is not declared again where it is always possible', () => {
  expect(new Set(refusals).size).toBe(refusals.length)
  const always: readonly RefusalCode[] = [...alwaysPossible, ...possibleOnChange]
  for (const { name, refuses } of operations) {
    const declared: readonly RefusalCode[] = refuses
    expect([name, declared.filter((code) => !refusals.includes(code))]).toEqual([name, []])
    expect([name, declared.filter((code) => always.includes(code))]).toEqual([name, []])
    expect([name, new Set(declared).size]).toEqual([name, declared.length])
  }
})

test('no refusal stands in the list that nothing gives', () => {
  const given = new Set<RefusalCode>([...alwaysPossible, ...possibleOnChange])
  for (const { refuses } of operations) for (const code of refuses) given.add(code)
  expect(refusals.filter((code) => !given.has(code))).toEqual([])
})

/** Every object of a JSON schema, however deep. */
function* objectsIn(schema: unknown): Generator<Record<string, unknown>> {
  if (schema === null || typeof schema !== 'object') return
  const node = schema as Record<string, unknown>
  if (node['type'] === 'object') yield node
  for (const value of Object.values(node)) yield* objectsIn(value)
}

test('[K-01] every object that goes in or out names its fields, and takes no others', () => {
  const schemas = [
    ...operations.flatMap(({ name, input, output }) => [
      [`${name} in`, z.toJSONSchema(input, { io: 'input' })] as const,
      [`${name} out`, z.toJSONSchema(output)] as const,
    ]),
    ...events.map(({ name, payload }) => [name, z.toJSONSchema(payload)] as const),
    ['envelope', z.toJSONSchema(Envelope)] as const,
  ]
  for (const [name, schema] of schemas)
    for (const object of objectsIn(schema)) expect([name, object['additionalProperties']]).toEqual([name, false])
})

test('[D-05] whatever publishes takes an acknowledgement and may refuse for want of it', () => {
  const publishing = operations.filter(({ name }) => name.endsWith('.publish'))
  expect(publishing.map(({ name }) => name)).toEqual(['announcement.publish', 'comment.publish', 'poll.publish'])
  for (const { input, refuses } of publishing) {
    expect(Object.keys(input.shape)).toContain('acknowledgement')
    expect(refuses).toEqual(
      expect.arrayContaining([
        'acknowledgement-missing',
        'acknowledgement-stale',
        'acknowledgement-used',
        'audience-changed',
      ]),
    )
  }
})
