import type { ChildId, InputOf } from '@morgenkreis/protocol'
import { consents } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { childrenHere } from '../children-here.ts'
import { isStaff, tieTo } from '../hearing.ts'
import { change, insist } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'

const isGuardian = ({ role, facility }: WorldMembership) => role === 'guardian' && facility === apfelhof
const now = consents['sick-note'].version
const clicked = (version: number) => ({ consent: { version, language: 'de', accepted: true } as const })
type More = Pick<InputOf<'sick-note.report'>, 'consent'> & { from?: string; to?: string }

/** A sick note, or a look at one, that must be refused; its text may reach nobody. */
export async function refusedReport(stage: Stage): Promise<void> {
  const scenes = [withoutTheSentence, withAnotherSentence, forAnothersChild, overACentury, lookingWithoutTheRight]
  await stage.chance.oneOf([...scenes, lookingAtAnothers])?.(stage)
}

const withoutTheSentence = (stage: Stage) => ownChild(stage, {}, ['consent-missing'])
const withAnotherSentence = (stage: Stage) => ownChild(stage, clicked(now + 1), ['consent-stale'])
const overACentury = (stage: Stage) =>
  ownChild(stage, { ...clicked(now), from: '2019-01-01', to: '2119-01-01' }, ['dates-impossible'])

async function ownChild(stage: Stage, more: More, expected: readonly string[]): Promise<void> {
  const actor = stage.actor(isGuardian)
  const child = actor?.hat.children[0]?.child
  if (actor && child) await attempt(stage, actor, { child, more, expected })
}

const another = (stage: Stage, hat: WorldMembership) =>
  stage.chance.oneOf(childrenHere().filter(({ id, facility }) => facility === apfelhof && !tieTo(hat, id)))?.id

/** K-20: never for another's child. */
async function forAnothersChild(stage: Stage): Promise<void> {
  const actor = stage.actor(isGuardian)
  const child = actor && another(stage, actor.hat)
  if (child) await attempt(stage, actor, { child, more: clicked(now), expected: ['not-found', 'forbidden'] })
}

async function attempt(
  stage: Stage,
  { phone, hat }: Actor,
  { child, more, expected }: { child: ChildId; more: More; expected: readonly string[] },
): Promise<void> {
  const { text: note } = stage.write(new Set(), 300)
  const { day } = stage.time
  const input = { children: [child], illness: 'fever' as const, from: day, to: day, note, ...more }
  const reply = await change(() => phone.door, 'sick-note.report', hat.id, input)
  stage.mustRefuse(phone, 'sick-note.report', { expected, reply })
}

/** K-20: other staff reads none. */
async function lookingWithoutTheRight(stage: Stage): Promise<void> {
  const actor = stage.actor((hat) => isStaff(hat) && hat.facility === apfelhof && !hat.rights.includes('health'))
  if (actor) await look(stage, actor, {})
}

/** K-39: nor does another family. */
async function lookingAtAnothers(stage: Stage): Promise<void> {
  const actor = stage.actor(isGuardian)
  const child = actor && another(stage, actor.hat)
  if (child) await look(stage, actor, { children: [child] })
}

async function look(stage: Stage, { phone, hat }: Actor, more: { children?: ChildId[] }): Promise<void> {
  const input = { facility: apfelhof, ...more }
  const reply = await insist(() => phone.door, 'sick-note.list', { as: hat.id, input })
  stage.mustRefuse(phone, 'sick-note.list', { expected: ['forbidden', 'not-found'], reply })
}
