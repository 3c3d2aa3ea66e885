import { announcements } from './features/announcements/feature.ts'
import { audience } from './features/audience/feature.ts'
import { chats } from './features/chats/feature.ts'
import { children } from './features/children/feature.ts'
import { comments } from './features/comments/feature.ts'
import { facilities } from './features/facilities/feature.ts'
import { moderation } from './features/moderation/feature.ts'
import { polls } from './features/polls/feature.ts'
import { push } from './features/push/feature.ts'
import { rooms } from './features/rooms/feature.ts'
import { sessions } from './features/sessions/feature.ts'
import { account } from './features/account/feature.ts'
import { audit } from './features/audit/feature.ts'
import { quietHours } from './features/quiet-hours/feature.ts'
import { retention } from './features/retention/feature.ts'
import { closings } from './features/closings/feature.ts'
import { trash } from './features/trash/feature.ts'
import { reports } from './features/reports/feature.ts'
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
  chats,
  polls,
  trash,
  retention,
  quietHours,
  closings,
  audit,
  account,
  reports,
  push,
  moderation,
]
