import { alwaysPossible, operationNamed, possibleOnChange, type RefusalCode } from '@morgenkreis/protocol'

/** A refusal is one that its operation declares, and never that something in the house is broken. */
export function expectDeclared(name: string, reply: { ok: true } | { ok: false; error: { code: string } }): void {
  if (reply.ok) return
  const operation = operationNamed.get(name)
  const declared: RefusalCode[] = [...(operation?.refuses ?? []), ...alwaysPossible]
  if (operation?.changes === true) declared.push(...possibleOnChange)
  const code = declared.find((one) => one === reply.error.code)
  if (code === undefined || code === 'internal') throw new Error(`${name} refused with ${reply.error.code}`)
}
