import { announcements } from './features/announcements/feature.ts'
import { audience } from './features/audience/feature.ts'
import { children } from './features/children/feature.ts'
import { comments } from './features/comments/feature.ts'
import { facilities } from './features/facilities/feature.ts'
import { push } from './features/push/feature.ts'
import { rooms } from './features/rooms/feature.ts'
import { sessions } from './features/sessions/feature.ts'
import type { Feature } from './shell/shell.ts'

/** The one list of what this gateway can do. */
export const features: readonly Feature[] = [
  sessions,
  rooms,
  facilities,
  children,
  audience,
  announcements,
  comments,
  push,
]
