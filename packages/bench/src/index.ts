export { differences } from './replay/oracle.ts'
export type { Difference, Entry, Listener, Sent } from './replay/record.ts'
