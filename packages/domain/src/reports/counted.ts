import type { Module } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'

const ofChildren: ReadonlySet<Module> = new Set(['sick-notes', 'absences'])

/**
 * May somebody be told how much of this module goes on which day? Reports are kept from their last day on, and that day is known
 * to all staff: a number per day would tell an illness from an absence, and so would their sum by a period of one alone (K-20).
 */
export const mayCount = ({ rights }: Pick<Membership, 'rights'>, module: Module): boolean =>
  !ofChildren.has(module) || rights.includes('health')
