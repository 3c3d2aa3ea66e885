import { noticeOfComment } from '@morgenkreis/domain'
import type { FacilityId, PersonId, Room } from '@morgenkreis/protocol'
import { openOpenings } from '../features/announcements/opening-store.ts'
import { openAnnouncements } from '../features/announcements/store.ts'
import { openChats } from '../features/chats/store.ts'
import { openComments } from '../features/comments/store.ts'
import { timelessId } from '../shell/clock.ts'
import { prepare } from '../shell/database.ts'
import { Sessions } from '../shell/identity/sessions.ts'
import { createLoginLimits } from '../shell/identity/login-limits.ts'
import { normaliseEmail } from '../shell/macs.ts'
import type { Ground } from '../shell/open.ts'
import { createPasswords, type Passwords } from '../shell/passwords.ts'
import { facilityStream, type Insert } from '../shell/plan.ts'
import { removing } from '../shell/removal.ts'
import { loadRoster } from '../shell/roster/load.ts'
import { contactToSeal } from '../shell/roster/contact.ts'
import { audienceIn, roomsIn, type Roster } from '../shell/roster/roster.ts'
import { keysOf, toSeal } from '../shell/seal.ts'
import { acknowledged } from './acknowledged.ts'
import { openingsOf } from './openings.ts'
import { talksOf } from './talks.ts'
import type { Beginning, NewAnnouncement, NewComment, NewMembership, NewPerson } from './shapes.ts'

type Doc = Insert['doc']

/** Fills an installation from outside: the sandbox, tests and benches begin with it, before a gateway runs. */
export class Installation {
  readonly #ground: Ground
  readonly #announcements
  readonly #openings
  readonly #comments
  readonly #chats

  constructor(ground: Ground) {
    this.#ground = ground
    this.#announcements = openAnnouncements(ground.database, ground.sealer)
    this.#openings = openOpenings(ground.database)
    this.#comments = openComments(ground.database, ground.sealer)
    this.#chats = openChats(ground.database)
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#ground.roster.facilities.model.findOne().lean()) === null
  }

  /** Everything at once; `progress` hears how far it is, from 0 to 1. */
  async fill(
    beginning: Beginning,
    progress: (done: number) => void = () => undefined,
    passwords = createPasswords(),
  ): Promise<void> {
    await prepare([this.#announcements, this.#openings, this.#comments, ...Object.values(this.#chats)])
    const { facilities, people, children, memberships, announcements, comments } = beginning
    const { roster } = this.#ground
    await this.#addPeople(people, passwords, (done) => progress(done * 0.8))
    const now = this.#ground.clock.now()
    await this.#insert(
      roster.children,
      children.map(({ id, name, ...child }) => ({
        facility: child.facility,
        doc: { _id: id, ...child, name: toSeal({ kind: 'child', facility: child.facility, child: id }, name), v: 1 },
      })),
    )
    await this.#addMemberships(memberships, people)
    const fresh = { n: 0, decisions: 1, logEpoch: 1, added: {}, heads: {} }
    await this.#insert(
      roster.facilities,
      facilities.map(({ id, phone, email, address, ...facility }) => ({
        facility: id,
        doc: { _id: id, ...facility, contact: contactToSeal(id, { phone, email, address }), v: 1, at: now },
      })),
    )
    await this.#insert(
      this.#ground.journal.heads,
      facilities.map(({ id }) => ({ facility: id, doc: { _id: facilityStream(id), ...fresh } })),
    )
    progress(0.85)
    await this.#publish(announcements, comments)
    await this.#insert(this.#openings, openingsOf(beginning, this.#openings))
    const talks = await talksOf(beginning, this.#chats, (id) => this.#roster(id))
    for (const [store, rows] of talks) await this.#insert(store, rows)
    progress(1)
  }

  /** Admits one more person to a facility while gateways run: decisions move, and the rooms note that somebody was added. */
  async admit(person: NewPerson, membership: NewMembership): Promise<void> {
    if ((await this.#ground.identity.persons.model.findById(person.id).lean()) === null) {
      await this.#addPeople([person], createPasswords({ rounds: 1 }), () => undefined)
    }
    await this.#addMemberships([membership], [person])
    const roster = await this.#roster(membership.facility)
    const who = roster.members.get(membership.id)
    if (who === undefined) throw new Error('the membership was not stored')
    const heads = this.#ground.journal.heads.native
    const head = await heads.findOneAndUpdate(
      { _id: facilityStream(membership.facility) },
      { $inc: { decisions: 1 } },
      { returnDocument: 'after' },
    )
    const version = Number(head?.['decisions'])
    const added = Object.fromEntries(roomsIn(roster, who).map((room: Room) => [`added.${room}`, version]))
    await heads.updateOne({ _id: facilityStream(membership.facility) }, { $inc: { decisions: 1 }, $max: added })
  }

  /** A session of somebody whose identity needs no proof here; answers its token. */
  async openSession(person: PersonId): Promise<string> {
    return (await this.#sessions().issue(person, this.#ground.clock.now())).token
  }

  /** The same for many at once; answers their tokens in this order. */
  async openSessions(persons: readonly PersonId[]): Promise<string[]> {
    return this.#sessions().issueAll(persons, this.#ground.clock.now())
  }

  #sessions(): Sessions {
    const { identity: store, macs, clock, ledger } = this.#ground
    const limits = createLoginLimits()
    const ended = () => Promise.resolve()
    return new Sessions({ store, macs, clock, ledger, limits, passwords: createPasswords(), ended })
  }

  async #addPeople(
    people: readonly NewPerson[],
    passwords: Passwords,
    progress: (done: number) => void,
  ): Promise<void> {
    const withPassword = people.filter(({ password }) => password !== null).length
    let hashed = 0
    const now = this.#ground.clock.now()
    const docs = await Promise.all(
      people.map(async ({ id, email, password }) => {
        const hash = password === null ? null : await passwords.hash(password)
        if (hash !== null) progress((hashed += 1) / withPassword)
        const sealed = toSeal({ kind: 'person', person: id }, email)
        const emailMac = this.#ground.macs.emailMac(normaliseEmail(email))
        return { facility: null, doc: { _id: id, email: sealed, emailMac, password: hash, v: 1, at: now } }
      }),
    )
    await this.#insert(this.#ground.identity.persons, docs)
  }

  async #addMemberships(memberships: readonly NewMembership[], people: readonly NewPerson[]): Promise<void> {
    const { roster, macs, clock } = this.#ground
    const now = clock.now()
    const keyOf = ({ facility, person }: Pick<NewMembership, 'facility' | 'person'>) => `${facility} ${person}`
    const within = [...new Set(memberships.map(({ facility }) => facility))]
    const known = await roster.profiles.model
      .find({ facility: { $in: within } })
      .select('facility person')
      .lean()
    const named = new Set(known.map(keyOf))
    const nameOf = new Map(people.map(({ id, name }) => [id, name]))
    const profiles = memberships.flatMap(({ facility, person }) => {
      const name = nameOf.get(person)
      if (name === undefined || named.has(keyOf({ facility, person }))) return []
      named.add(keyOf({ facility, person }))
      const sealed = toSeal({ kind: 'person', person }, name)
      const doc = { _id: timelessId(), facility, person, name: sealed, nameMac: macs.nameMac(facility, name), v: 1 }
      return [{ facility, doc }]
    })
    await this.#insert(roster.profiles, profiles)
    await this.#insert(
      roster.memberships,
      memberships.map(({ id, children, ...rest }) => ({
        facility: rest.facility,
        doc: {
          _id: id,
          ...rest,
          children: children.map(({ label: _label, ...tie }) => tie),
          v: 1,
          at: now,
          endedAt: null,
        },
      })),
    )
    await this.#insert(
      roster.labels,
      memberships.flatMap(({ id: membership, person, facility, children }) =>
        children.flatMap(({ child, label }) =>
          label === null
            ? []
            : [
                {
                  facility,
                  doc: {
                    _id: timelessId(),
                    facility,
                    membership,
                    child,
                    label: toSeal({ kind: 'person', person }, label),
                    v: 1,
                  },
                },
              ],
        ),
      ),
    )
  }

  /** Announcements and comments pass the same gate as everybody's. */
  async #publish(announcements: readonly NewAnnouncement[], comments: readonly NewComment[]): Promise<void> {
    const rosters = new Map<FacilityId, Roster>()
    for (const { facility } of announcements)
      rosters.set(facility, rosters.get(facility) ?? (await this.#roster(facility)))
    const rosterOf = (facility: FacilityId) => {
      const roster = rosters.get(facility)
      if (roster === undefined) throw new Error(`no facility ${facility}`)
      return roster
    }
    const inserts = announcements.map(({ at, ...draft }) => {
      const audience = audienceIn(rosterOf(draft.facility), 'announcement.published', draft)
      return this.#announcements.adding(acknowledged(draft, 'announcement', audience, at), rosterOf(draft.facility), at)
    })
    const byId = new Map(announcements.map((one) => [one.id, one]))
    const replies = comments.map(({ at, removedBy, ...comment }) => {
      const under = byId.get(comment.announcement)
      if (under === undefined) throw new Error(`no announcement ${comment.announcement}`)
      const draft = { ...comment, facility: under.facility, groups: under.groups }
      const audience = audienceIn(rosterOf(draft.facility), 'comment.published', draft)
      const passed = acknowledged(draft, noticeOfComment(draft.groups), audience, at)
      const insert = this.#comments.adding(passed, rosterOf(draft.facility), at)
      if (removedBy === null) return insert
      const removed = removing(removedBy === 'author' ? 'author' : 'other', this.#ground.clock.now())
      return { ...insert, doc: { ...insert.doc, ...removed, v: 2 } }
    })
    await this.#insert(this.#announcements, inserts)
    await this.#insert(this.#comments, replies)
  }

  async #roster(id: FacilityId): Promise<Roster> {
    const { roster: rosters, journal, sealer, macs, clock } = this.#ground
    const roster = await loadRoster(id, { rosters, heads: journal.heads, sealer, macs, clock })
    if (roster === null) throw new Error(`no facility ${id}`)
    return roster
  }

  async #insert(
    { native }: Pick<Ground['fleet'], 'native'>,
    rows: readonly { facility: FacilityId | null; doc: Doc }[],
  ): Promise<void> {
    if (rows.length === 0) return
    const { sealer } = this.#ground
    await sealer.prepare(rows.flatMap(({ doc }) => keysOf(doc)))
    await native.insertMany(rows.map(({ facility, doc }) => sealer.sealDocument(native.collectionName, facility, doc)))
  }
}
