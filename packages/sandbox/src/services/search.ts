/** Tells a person what takes its time, one line at a time. */
export type Progress = (line: string) => void

/** Where a program is looked for; the machine's own environment and the project's cache where nothing else is said. */
export interface Search {
  readonly env?: NodeJS.ProcessEnv
  readonly cache?: string
  readonly onProgress?: Progress
}
