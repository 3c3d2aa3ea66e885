import { idOf } from './ids.ts'
import type { WorldAnnouncement, WorldComment } from './shapes.ts'
import { closingDays } from './threads/closing-days.ts'
import { farmTrip } from './threads/farm-trip.ts'
import { forestDay } from './threads/forest-day.ts'
import { gymBags } from './threads/gym-bags.ts'
import { headLice } from './threads/head-lice.ts'
import { kranichwegClosed, kranichwegGarden } from './threads/kranichweg.ts'
import { lanternHelpers } from './threads/lantern-helpers.ts'
import { lanternWalk } from './threads/lantern-walk.ts'
import { lostAndFound } from './threads/lost-and-found.ts'
import { menu } from './threads/menu.ts'
import { parentsEvening } from './threads/parents-evening.ts'
import { photographer } from './threads/photographer.ts'
import { roadWorks } from './threads/road-works.ts'
import { shadows } from './threads/shadows.ts'
import { spareClothes } from './threads/spare-clothes.ts'

/** In the order of their moments, since ids count up. */
const threads = [
  closingDays,
  forestDay,
  gymBags,
  lanternHelpers,
  headLice,
  kranichwegClosed,
  photographer,
  shadows,
  parentsEvening,
  menu,
  farmTrip,
  lostAndFound,
  kranichwegGarden,
  lanternWalk,
  spareClothes,
  roadWorks,
]

const minutes = ({ day, time }: { day: number; time: string }) =>
  day * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The week's announcements, oldest first; ids sort as they do. */
export const announcements: readonly WorldAnnouncement[] = threads.map(
  ({ facility, author, groups, day, time, title, paragraphs }, i) => ({
    id: idOf('announcement', i + 1),
    facility,
    author,
    groups,
    day,
    time,
    title,
    text: paragraphs.join('\n\n'),
  }),
)

/** The week's comments, oldest first; ids sort as they do. */
export const comments: readonly WorldComment[] = threads
  .flatMap(({ comments: rows }, i) =>
    rows.map(([day, time, author, text, removedBy]) => {
      return { announcement: idOf('announcement', i + 1), author, day, time, text, removedBy: removedBy ?? null }
    }),
  )
  .sort((one, other) => minutes(one) - minutes(other))
  .map((comment, i) => ({ id: idOf('comment', i + 1), ...comment }))
