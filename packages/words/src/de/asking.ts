export const asking = {
  urgent: 'Dringend',
  why: 'Warum es eilt',
  todo: 'Bitte bestätigen',
  reminder: 'Erinnerung',
  todos: 'Zu erledigen',
  open: ({ count }: { count: number }) => (count === 1 ? '1 offen' : `${count} offen`),
  title: 'Ihre Bestätigung',
  wanted: {
    one: 'Es genügt, wenn eine Bezugsperson des Kindes bestätigt.',
    all: 'Jede Bezugsperson bestätigt selbst.',
  },
  asksAgain: 'Die Kita bittet Sie noch einmal darum.',
  confirm: 'Gelesen und bestätigt',
  confirmFor: ({ child }: { child: string }) => `Gelesen und bestätigt für ${child}`,
  done: 'Bestätigt. Sie müssen nichts mehr tun.',
  doneFor: ({ child }: { child: string }) => `Für ${child} bestätigt.`,
  unreachable: 'Keine Verbindung zur Kita. Es ist noch nicht bestätigt, versuchen Sie es gleich noch einmal.',
}
