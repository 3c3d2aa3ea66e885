import type { MembershipId, PersonId } from '@morgenkreis/protocol'
import { announcements, conversations, igel, kim, named, sonnen, wellen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { asksToLock, asksWithoutTick, entersNothing, opensNotReached, opensOptions, tries } from './acts.ts'

export interface Screen {
  readonly name: string
  readonly path: string
  /** What the person does before the picture is taken. */
  readonly then?: (page: Page) => Promise<void>
}

/** Who sees which screens; null is a visitor. */
export interface Role {
  readonly name: string
  readonly person: PersonId | null
  readonly screens: readonly Screen[]
}

const { anna, emre, frieda, paula, paul } = named
const forestDay = pathOf(emre.educator)
const ofCouncil = pathOf(named.clara.council)

const chat = { name: 'chat', path: `/post/chat/${sonnen}` }
const conversation = { name: 'conversation', path: `/post/chat/${conversations[0]?.id}` }
const today = { name: 'today', path: '/heute' }
const post = { name: 'post', path: '/post' }
const announcement = { name: 'announcement', path: forestDay }
const comment = { name: 'comment-without-tick', path: forestDay, then: asksWithoutTick }
const nobody = { name: 'announcement-to-nobody', path: '/post/neu', then: tries }
const more = { name: 'more', path: '/mehr' }
const options = { name: 'write-with-options', path: `/post/neu?gruppe=${sonnen}`, then: opensOptions }
const familyToTalkTo = { name: 'conversation-first', path: `/post/gespraech/familie?kind=${kim}` }
const lock = `/einrichtung/sperre/announcement/${forestDay.slice('/post/'.length)}`
const notReached = { name: 'announcement-not-reached', path: forestDay, then: opensNotReached }
const notifications = { name: 'notifications', path: '/mehr/mitteilungen' }

export const roles: readonly Role[] = [
  {
    name: 'visitor',
    person: null,
    screens: [
      { name: 'sign-in', path: '/anmelden' },
      { name: 'sign-in-with-nothing', path: '/anmelden', then: entersNothing },
      { name: 'not-found', path: '/gibt-es-nicht' },
    ],
  },
  {
    name: 'guardian',
    person: paula.person,
    screens: [
      today,
      post,
      announcement,
      comment,
      { name: 'announcement-of-council', path: ofCouncil },
      chat,
      conversation,
      { name: 'conversation-begins', path: '/post/gespraech' },
      { name: 'not-found', path: '/post/gibt-es-nicht' },
      more,
      { name: 'account', path: '/mehr/konto' },
      { name: 'data', path: '/mehr/daten' },
      { name: 'trash', path: '/einrichtung/papierkorb' },
      notifications,
      { name: 'sign-out', path: '/abmelden' },
      { name: 'report-announcement', path: `/post/melden/announcement/${forestDay.slice('/post/'.length)}` },
    ],
  },
  {
    name: 'educator',
    person: emre.person,
    screens: [
      today,
      post,
      announcement,
      comment,
      chat,
      conversation,
      { name: 'write', path: `/post/neu?gruppe=${sonnen}` },
      more,
      options,
      familyToTalkTo,
      { name: 'conversation-chooses', path: '/post/gespraech/familie' },
      notReached,
    ],
  },
  { name: 'reading-educator', person: frieda.person, screens: [announcement, { name: 'no-right', path: '/post/neu' }] },
  {
    name: 'head',
    person: anna.person,
    screens: [
      today,
      post,
      announcement,
      { name: 'write', path: '/post/neu' },
      { name: 'write-to-two-groups', path: `/post/neu?gruppe=${sonnen}&gruppe=${igel}`, then: tries },
      nobody,
      { name: 'facility', path: '/einrichtung' },
      { name: 'facility-group', path: `/einrichtung?gruppe=${sonnen}` },
      { name: 'facility-removal', path: `/einrichtung?gruppe=${sonnen}&entziehen=${paul.guardian}` },
      { name: 'facility-children', path: '/einrichtung/kinder' },
      { name: 'facility-child-joins', path: '/einrichtung/kinder/neu' },
      { name: 'facility-modules', path: '/einrichtung/bausteine' },
      { name: 'facility-chats', path: '/einrichtung/chats' },
      { name: 'chat-led-by-staff', path: `/post/chat/${wellen}` },
      { name: 'facility-rights', path: `/einrichtung/person/${emre.educator}` },
      { name: 'facility-trash', path: '/einrichtung/papierkorb' },
      { name: 'facility-periods', path: '/einrichtung/fristen' },
      { name: 'facility-audit', path: '/einrichtung/protokoll' },
      more,
      { name: 'facility-moderation', path: '/einrichtung/moderation' },
      { name: 'facility-quiet-hours', path: '/einrichtung/ruhezeiten' },
      { name: 'facility-closings', path: '/einrichtung/schliesstage' },
      { name: 'facility-contact', path: '/einrichtung/kontakt' },
      { name: 'facility-hold', path: lock },
      { name: 'facility-hold-asked', path: lock, then: asksToLock },
    ],
  },
]

/** The first announcement of this author. */
function pathOf(author: MembershipId): string {
  const found = announcements.find((one) => one.author === author)
  if (found === undefined) throw new Error('the demo week has no announcement of that author')
  return `/post/${found.id}`
}
