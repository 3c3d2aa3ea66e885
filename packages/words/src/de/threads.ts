/** How chats and conversations are called in lists. */
export const threads = {
  group: ({ group }: { group: string }) => `Chat: ${group}`,
  council: 'Chat des Elternbeirats',
  team: ({ group }: { group: string }) => `Team: ${group}`,
  head: 'Leitung',
  about: ({ child }: { child: string }) => `zu ${child}`,
  family: ({ child }: { child: string }) => `Familie von ${child}`,
  quiet: 'Noch hat niemand etwas geschrieben.',
  said: ({ name, text }: { name: string; text: string }) => `${name}: ${text}`,
  own: ({ text }: { text: string }) => `Sie: ${text}`,
  unread: ({ count }: { count: number }) => (count >= 100 ? '99+ neu' : `${count} neu`),
  marked: 'ungelesen',
  start: 'Gespräch beginnen',
  still: 'Noch still',
  gone: { withdrawn: 'Nachricht zurückgezogen', removed: 'Nachricht entfernt', hidden: 'Nachricht wird geprüft' },
  arrived: ({ thread, name }: { thread: string; name: string }) => `${thread}: Neues von ${name}`,
}
