import { may, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import {
  Envelope,
  operationNamed,
  type MembershipId,
  type Operation,
  type OperationName,
  type OperationsAt,
} from '@morgenkreis/protocol'
import type { Clock } from './clock.ts'
import type { Ask } from './commit/ask.ts'
import type { Committers } from './commit/committers.ts'
import type { Signed } from './identity/sessions.ts'
import type { Decisions } from './decisions.ts'
import type { Macs } from './macs.ts'
import type { Memberships } from './memberships.ts'
import type { Places } from './places.ts'
import { facilityStream, Plan } from './plan.ts'
import { untilCurrent } from './overtaken.ts'
import { Refused } from './refused.ts'
import { timelessId } from './clock.ts'
import type { AnyServing, Context, FacilityContext, Found, Registry } from './registry.ts'
import { audienceIn } from './roster/roster.ts'
import type { Rosters } from './roster/rosters.ts'

/** Who calls, as the door established it. */
export interface Caller {
  readonly signed: Signed | null
  readonly address: string
}

export interface StepParts {
  readonly registry: Registry
  readonly rosters: Rosters
  readonly places: Places
  readonly committers: Committers
  readonly macs: Macs
  readonly clock: Clock
  readonly memberships: Memberships
  readonly decisions: Decisions
}

interface Standing {
  readonly context: FacilityContext
  readonly found: Found
}

interface Parsed {
  readonly as: MembershipId | null
  readonly request: string | undefined
  readonly input: unknown
}

/**
 * The one way to serve: parse → where does it happen → may the caller see it → module on? → may? → run → check output →
 * commit → reply. Throws `Refused`; anything else that is thrown is a defect.
 */
export class Steps {
  readonly #parts: StepParts

  constructor(parts: StepParts) {
    this.#parts = parts
  }

  async serve(name: string, body: unknown, caller: Caller): Promise<unknown> {
    const operation = operationNamed.get(name)
    const serving = this.#parts.registry.servings.get(name as OperationName)
    if (operation === undefined || serving === undefined) throw new Refused('not-found')
    const call = parse(operation, body)
    const base = { now: this.#parts.clock.now(), id: this.#parts.clock.id(), address: caller.address }
    if (serving.where === 'public') return checked(operation, await serving.run(base, call.input))
    if (caller.signed === null) throw new Refused('unauthenticated')
    const signed = { ...base, signed: caller.signed }
    if (serving.where === 'self') {
      const run = async () => checked(operation, await serving.run(signed, call.input))
      return operation.changes ? run() : untilCurrent(run)
    }
    if (call.as === null) throw new Refused('no-membership')
    return operation.changes
      ? this.#change(operation, serving, call, signed, call.as)
      : this.#read(operation, serving, call, signed, call.as)
  }

  #read(operation: Operation, serving: AnyServing, call: Parsed, base: Base, as: MembershipId): Promise<unknown> {
    return untilCurrent(async () => {
      const { context, found } = await this.#admit(operation, serving, call, base, as)
      const answer = await serving.run(context, call.input, found.place)
      // Nobody asks twice by this id, which is the gateway's own: it names the row that says what was read.
      if (answer instanceof Plan) return this.#change(operation, serving, { ...call, request: timelessId() }, base, as)
      const output = checked(operation, answer)
      // Somebody may have been removed while this was read: then it is decided anew (K-35).
      this.#parts.rosters.orTryAgain([context.roster])
      return output
    })
  }

  async #change(
    operation: Operation,
    serving: AnyServing,
    call: Parsed,
    base: Base,
    as: MembershipId,
  ): Promise<unknown> {
    if (call.request === undefined) throw new Refused('invalid', 'request')
    let standing: Standing | null = null
    let plan: Plan<unknown> | null = null
    const known = serving.known?.(call.input) ?? call.input
    const ask: Ask = {
      operation: operation.name as OperationName,
      actor: as,
      // With the id in it, two who asked the same have no MAC in common.
      request: { id: call.request, mac: this.#parts.macs.inputMac(operation.name, [call.request, known]) },
      now: base.now,
      decide: async () => {
        standing = await this.#admit(operation, serving, call, base, as)
        plan = planned(await serving.run(standing.context, call.input, standing.found.place))
        checked(operation, plan.reply)
        const { facility, decisions } = standing.context.roster
        return { stream: facilityStream(facility.id), decisions, plan }
      },
      again: async (ref) => {
        const { context } = await this.#stand(serving, base, as)
        // A read whose row is stored, although the database was slow to say so.
        if (!operation.changes && plan !== null) return plan.reply
        const answer = await askedAgain(operation, serving, context, ref)
        if (answer instanceof Plan) return this.#readAgain(operation, serving, ask, { base, ref })
        this.#parts.rosters.orTryAgain([context.roster])
        return answer
      },
    }
    const reply = await this.#commit(ask)
    const decided = plan as Plan<unknown> | null
    if (decided?.decisive === true) this.#parts.places.forget()
    const stood = standing as Standing | null
    // Asked again after its reply was lost, a removal is refused now and known: that reply, too, waits for every gateway.
    if (stood !== null && (decided === null || decided.everywhere))
      await this.#parts.decisions.everywhere(stood.context.roster.facility.id)
    return reply
  }

  /** What is shown again and may not be read without a trace: the row of that is stored before the reply. */
  async #readAgain(
    operation: Operation,
    serving: AnyServing,
    ask: Ask,
    { base, ref }: { base: Base; ref: string },
  ): Promise<unknown> {
    let reply: unknown
    const decide = async () => {
      const { context } = await this.#stand(serving, base, ask.actor as MembershipId)
      const plan = planned(await askedAgain(operation, serving, context, ref))
      reply = plan.reply
      return { stream: facilityStream(context.roster.facility.id), decisions: context.roster.decisions, plan }
    }
    const { readBy } = (await decide()).plan
    const request = { ...ask.request, id: timelessId() }
    const again = () => Promise.resolve(reply)
    return this.#parts.committers.commit({ ...ask, operation: readBy ?? ask.operation, request, decide, again })
  }

  /** A refusal counts only if the same request was not stored before: its reply may have been lost. */
  async #commit(ask: Ask): Promise<unknown> {
    try {
      return await this.#parts.committers.commit(ask)
    } catch (error) {
      if (!(error instanceof Refused) || unanswerable.has(error.code)) throw error
      const known = await this.#parts.committers.known(ask)
      if (known === null) throw error
      return known.reply
    }
  }

  async #admit(
    operation: Operation,
    serving: AnyServing,
    call: Parsed,
    base: Base,
    as: MembershipId,
  ): Promise<Standing> {
    const { context } = await this.#stand(serving, base, as)
    if (typeof serving.where !== 'function') throw new Error(`${operation.name} is served at the wrong place`)
    const purpose = { now: base.now, decidedAgain: operation.changes || serving.foretells === true }
    const found = await this.#parts.places.find(serving.where(call.input), context.roster, purpose)
    const isAllowed = found !== null && may(context.actor, operation.name as OperationsAt<'facility'>, found.place)
    const takesBack = serving.withdraws === true && isAllowed && found.place.author === as
    if (!takesBack && !context.roster.members.has(as)) throw new Refused('no-membership')
    if (found === null || !(takesBack || sees(context.actor, found))) throw new Refused('not-found')
    const modules = serving.module === undefined ? found.modules : [...found.modules, serving.module]
    const isOff = found.off || !modules.every((module) => context.roster.facility.modules.includes(module))
    if (isOff && serving.deletes !== true) throw new Refused('module-off')
    if (!isAllowed) throw new Refused('forbidden')
    return { context, found }
  }

  /** The membership under which the caller acts: the caller's own, and live unless it is to take back what was written under it. */
  async #stand({ withdraws }: AnyServing, base: Base, as: MembershipId): Promise<{ context: FacilityContext }> {
    const facility = await this.#parts.memberships.facilityOf(as)
    const roster = facility === null ? null : await this.#parts.rosters.get(facility)
    const actor = roster?.members.get(as) ?? (withdraws === true ? roster?.former.get(as) : undefined)
    if (roster === null || actor === undefined || actor.person !== base.signed.person)
      throw new Refused('no-membership')
    return { context: { ...base, actor, roster, audienceOf: (event, where) => audienceIn(roster, event, where) } }
  }
}

type Base = Context & { readonly signed: Signed }

/** After these a look for an earlier success would only repeat what failed, or the request is known already. */
const unanswerable = new Set(['try-again', 'id-reused'])

const sees = (actor: Membership, { place, see }: { place: FacilityPlace; see: OperationsAt<'facility'> }) =>
  may(actor, see, place)

function parse(operation: Operation, body: unknown): Parsed {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw new Refused('invalid', pathOf(envelope.error.issues))
  const input = operation.input.safeParse(envelope.data.input)
  if (!input.success) throw new Refused('invalid', `input.${pathOf(input.error.issues)}`)
  return { as: envelope.data.as, request: envelope.data.request, input: input.data }
}

const pathOf = (issues: readonly { path: readonly PropertyKey[] }[]) => (issues[0]?.path ?? []).map(String).join('.')

function planned(answer: unknown): Plan<unknown> {
  if (!(answer instanceof Plan)) throw new Error('a changing operation answered without a plan')
  return answer
}

/** What is answered to a request that was stored before, or the plan that puts on record that it is read again. */
async function askedAgain(operation: Operation, { again }: AnyServing, context: FacilityContext, ref: string) {
  if (again === undefined) throw new Refused('gone')
  const answer = await again(context, ref)
  checked(operation, answer instanceof Plan ? answer.reply : answer)
  return answer
}

/** Only what the operation declares leaves the house (K-01). */
function checked(operation: Operation, output: unknown): unknown {
  const { success, error } = operation.output.safeParse(output)
  if (!success) throw new Error(`${operation.name} answered what it does not declare: ${pathOf(error.issues)}`)
  return output
}
