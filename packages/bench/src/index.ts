export { differences } from './replay/oracle.ts'
export type { Difference, Entry, Listener, Sent } from './replay/record.ts'
export { diverged, unlikeRecord } from './replay/states.ts'
export type { Shown } from './replay/states.ts'
