import { events, operations } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { asyncApi } from './async-api.ts'
import { openApi } from './open-api.ts'

const origin = 'https://kita.example'
const documents = { openApi: openApi(origin, '__Host-x'), asyncApi: asyncApi(origin, '__Host-x') }

/** Every reference in a document. */
function* refsIn(node: unknown): Generator<string> {
  if (node === null || typeof node !== 'object') return
  for (const [key, value] of Object.entries(node))
    if (key === '$ref' && typeof value === 'string') yield value
    else yield* refsIn(value)
}

/** What stands at a JSON pointer. */
const resolve = (document: unknown, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)

test('[K-01] every reference of both documents leads somewhere, and every object names its fields', () => {
  for (const [name, document] of Object.entries(documents)) {
    const refs = [...refsIn(document)]
    expect(refs.length).toBeGreaterThan(50)
    expect([name, refs.filter((ref) => resolve(document, ref) === undefined)]).toEqual([name, []])
    const text = JSON.stringify(document)
    expect(text).not.toMatch(/"\$(?:schema|id|defs)"/)
    expect(text.match(/"type":"object"/g)).toHaveLength(text.match(/"additionalProperties":false/g)?.length ?? 0)
  }
})

test('OpenAPI names every operation at its door, with its refusals under their status', () => {
  const { paths } = documents.openApi as { paths: Record<string, { post: Record<string, never> }> }
  expect(Object.keys(paths)).toEqual(operations.map(({ name }) => `/api/${name}`))
  const { responses, requestBody, security } = paths['/api/comment.publish']!.post as Record<string, unknown>
  expect(Object.keys(responses as object)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '404',
    '409',
    '410',
    '429',
    '500',
    '503',
  ])
  expect(JSON.stringify(responses)).toContain('"acknowledgement-missing"')
  expect(JSON.stringify(requestBody)).toContain('"required":["as","request","input"]')
  expect(security).toEqual([{ session: [] }])
  expect(paths['/api/session.open']!.post['security']).toEqual([])
  expect(JSON.stringify(paths['/api/comment.list'])).not.toContain('id-reused')
})

test('AsyncAPI names every live operation and no other, and every event in the slice', () => {
  const { channels } = documents.asyncApi as { channels: Record<string, unknown> }
  const live = operations.filter((one) => one.live).map(({ name }) => name)
  expect(Object.keys(channels).sort()).toEqual(['drain', 'slice', ...live].sort())
  for (const { name } of events) expect(JSON.stringify(channels['slice'])).toContain(`"const":"${name}"`)
})
