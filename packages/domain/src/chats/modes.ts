import type { ChatMode, RefusalCode, Role } from '@morgenkreis/protocol'
import { isStaff } from '../access/membership.ts'

/**
 * May somebody of this role say something in a chat of this mode? `quoted` is the role of whoever is answered, if anybody
 * is. In a staff-led chat guardians answer staff and begin nothing of their own.
 */
export function speaks(mode: ChatMode, role: Role, quoted: Role | null): RefusalCode | null {
  switch (mode) {
    case 'open':
      return null
    case 'staff-led':
      return isStaff(role) || (quoted !== null && isStaff(quoted)) ? null : 'answers-only'
    case 'read-only':
      return 'read-only'
    case 'off':
      return 'module-off'
  }
}
