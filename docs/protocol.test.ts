import * as protocol from '@morgenkreis/protocol'
import { alwaysPossible, events, operations, possibleOnChange, type Operation } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { refTo, schemas } from '../apps/gateway/src/shell/documents/schemas.ts'

interface Json {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Json[]
  oneOf?: Json[]
  items?: Json
  properties?: Record<string, Json>
  required?: string[]
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  exclusiveMinimum?: number
  format?: string
  pattern?: string
}
const all = schemas() as Record<string, Json>
/** What the page calls by its name; other shapes stand where they are used. */
const isNamed = (id: string) => !id.includes('.')
const nameIn = ($ref: string) => $ref.split('/').at(-1) ?? ''

/** A shape in one line, as TypeScript would say it. */
function said(json: Json): string {
  if (json.$ref !== undefined) {
    const name = nameIn(json.$ref)
    return isNamed(name) ? name : said(all[name] ?? {})
  }
  if (json.const !== undefined) return JSON.stringify(json.const)
  if (json.enum !== undefined) return json.enum.map((one) => JSON.stringify(one)).join(' \\| ')
  const choices = json.anyOf ?? json.oneOf
  if (choices !== undefined) return choices.map(said).join(' \\| ')
  if (json.type === 'array')
    return `(${said(json.items ?? {})})[]${sized(json.minItems, json.maxItems)}`.replace(/^\((\w+)\)/, '$1')
  if (json.type === 'object') {
    const fields = Object.entries(json.properties ?? {}).map(
      ([field, inner]) => `${field}${json.required?.includes(field) === true ? '' : '?'}: ${said(inner)}`,
    )
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  }
  if (Array.isArray(json.type)) return json.type.join(' \\| ')
  if (json.type === 'string')
    return json.format === 'date-time' ? 'instant' : `string${sized(json.minLength, json.maxLength)}`
  if (json.type === 'integer') return json.exclusiveMinimum === 0 ? 'number ≥ 1' : 'number ≥ 0'
  return json.type ?? 'anything'
}

function sized(least?: number, most?: number): string {
  if (most === undefined) return least === undefined ? '' : ` (at least ${least})`
  return least === undefined ? ` (at most ${most})` : ` (${least} to ${most})`
}

/** What an object holds, a line each; anything else in one. */
function fields(json: Json): string {
  if (json.$ref !== undefined && !isNamed(nameIn(json.$ref))) return fields(all[nameIn(json.$ref)] ?? {})
  if (json.$ref !== undefined || json.properties === undefined) return said(json)
  return Object.entries(json.properties)
    .map(([field, inner]) => `${field}${json.required?.includes(field) === true ? '' : '?'}: ${said(inner)}`)
    .join('<br>')
}

const codes = (list: readonly string[]) => list.map((one) => `\`${one}\``).join(', ')
const places = {
  public: 'anywhere: `as` is null',
  self: 'at the signed-in person: `as` is null or any own membership',
  facility: 'in the facility of the membership `as`',
}

const operationPart = ({ name, at, changes, live, input, output, refuses }: Operation) => `### ${name}

| | |
| --- | --- |
| where | ${places[at]} |
| doors | \`POST /api/${name}\`${live ? ', socket' : ''}${changes ? '; changes something, so it carries a `request`' : ''} |
| input | ${fields(refTo(input)) || 'nothing'} |
| output | ${fields(refTo(output)) || 'nothing'} |
| refuses | ${codes(refuses) || 'nothing of its own'} |
`

const ids = Object.keys(all).filter((name) => isNamed(name) && name.endsWith('Id'))
const shapes = Object.keys(all)
  .filter((name) => isNamed(name) && /^[A-Z]/.test(name) && !name.endsWith('Id') && name !== 'Envelope')
  .sort()
  .map((name) => `| ${name} | ${fields(all[name] ?? {})} |`)

const page = `# What can be said

Printed from \`packages/protocol/src\`; \`npm test -- -u\` prints it anew.

## A call

\`POST /api/<operation>\` with a JSON body of at most ${protocol.largestCall / 1024} KiB, or over the socket
\`emit('<operation>', call, reply)\`. Both take one envelope and answer with one kind of reply:

\`\`\`ts
call:  { as: MembershipId | null, request?: RequestId, input: … }
reply: { ok: true, data: … } | { ok: false, error: { code, at?, request? } }
\`\`\`

\`as\` is the hat under which one acts. \`request\` is an id that the caller makes up for each thing that it wants: sent
twice, it is done once, and answered twice. \`at\` names the field that was wrong, \`request\` the call in the gateway's log.
Fields that are not named here are refused. The session travels in a cookie. A page of a foreign origin is refused with
\`forbidden\` before anything of its call is read. \`GET /api/openapi.json\` and \`GET /api/asyncapi.json\` say the same as this
page to machines.

Every operation may refuse with ${codes(alwaysPossible)}; those that change something also with ${codes(possibleOnChange)}.

## Being told

Over the socket (Socket.IO, WebSocket only) the gateway says \`slice\`: a piece of a room's log, and \`drain\`: come back in so
many milliseconds. Whoever connects is in the rooms of its memberships; what was missed is asked for by \`room.sync\`, with
the number that was heard last in each room. Events come in the order of their numbers, and none is left out: where a
number is missing, so is an event. \`gone\` in place of \`data\` says that the thing no longer exists.

\`\`\`ts
slice: ${said(all['Slice'] ?? {}).replaceAll('\\|', '|')}
told:  ${said(all['Told'] ?? {}).replaceAll('\\|', '|')}
\`\`\`

| event | data |
| --- | --- |
${events.map(({ name, payload }) => `| \`${name}\` | ${said(refTo(payload))} |`).join('\n')}

## Operations

${operations.map((operation) => operationPart(operation as Operation)).join('\n')}
## Shapes

Ids are lower-case UUIDs of version 7 or 4 (of a notification, of 8, too), and each is of one kind: ${ids.join(', ')}.

| shape | |
| --- | --- |
${shapes.join('\n')}

## Sentences to acknowledge

| sentence | version | German | English |
| --- | --- | --- | --- |
${Object.entries(protocol.notices)
  .map(([id, { version, de, en }]) => `| \`${id}\` | ${version} | ${de} | ${en} |`)
  .join('\n')}
`

test('[K-01, K-104] the page of the protocol is what is declared', async () => {
  await expect(page).toMatchFileSnapshot('protocol.md')
})
