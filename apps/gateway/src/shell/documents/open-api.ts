import { operations, type Operation, type RefusalCode } from '@morgenkreis/protocol'
import { statusOf } from '../replies.ts'
import { about, callOf, codesOf, doneWith, refusedWith, schemas, type Json } from './schemas.ts'

const json = (schema: Json) => ({ 'application/json': { schema } })

function responsesOf(operation: Operation): Json {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of codesOf(operation)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  const refusals = [...byStatus].map(([status, codes]) => {
    return [status, { description: codes.join(', '), content: json(refusedWith(codes)) }] as const
  })
  return { 200: { description: 'done', content: json(doneWith(operation)) }, ...Object.fromEntries(refusals) }
}

const pathOf = (operation: Operation) => ({
  post: {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    security: operation.at === 'public' ? [] : [{ session: [] }],
    requestBody: { required: true, content: json(callOf(operation)) },
    responses: responsesOf(operation),
  },
})

/** Every operation at its HTTP door, as OpenAPI 3.1. */
export const openApi = (origin: string, cookie: string): Json => ({
  openapi: '3.1.0',
  info: about,
  servers: [{ url: origin }],
  paths: Object.fromEntries(operations.map((operation: Operation) => [`/api/${operation.name}`, pathOf(operation)])),
  components: {
    schemas: schemas(),
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookie } },
  },
})
