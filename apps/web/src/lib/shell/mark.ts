/** What a card says beside its title: that it is urgent, or that its reader is asked for something. */
export interface Mark {
  readonly text: string
  readonly tone: 'urgent' | 'todo'
}
