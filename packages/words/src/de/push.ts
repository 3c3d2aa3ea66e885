import type { DeviceKind, PushCategory, QuietHours as Quiet } from '@morgenkreis/protocol'

/** As German says it: 6:30. */
const clock = (time: string) => time.replace(/^0/, '')

const categories: Record<PushCategory, string> = {
  announcements: 'Mitteilungen der Kita',
  comments: 'Kommentare',
  messages: 'Nachrichten in Chats und Gesprächen',
  polls: 'Umfragen',
  reports: 'Meldungen, die in einer Gruppe niemand annimmt',
}
const kinds: Record<DeviceKind, string> = {
  android: 'Android-Gerät',
  ios: 'iPhone oder iPad',
  windows: 'Windows-Computer',
  mac: 'Mac',
  linux: 'Linux-Computer',
  other: 'Anderes Gerät',
}

export const push = {
  title: 'Benachrichtigungen',
  lead: 'Ihr Gerät meldet sich, wenn etwas Neues da ist. Auf dem Bildschirm steht nie ein Name und nie der Inhalt.',
  here: {
    title: 'Dieses Gerät',
    looking: 'Wird geprüft …',
    off: 'Dieses Gerät meldet sich nicht.',
    on: 'Dieses Gerät meldet sich, wenn etwas Neues da ist.',
    switchOn: 'Auf diesem Gerät einschalten',
    switchOff: 'Auf diesem Gerät ausschalten',
    test: 'Ausprobieren',
    denied:
      'Ihr Browser lässt Benachrichtigungen von hier nicht zu. In seinen Einstellungen für diese Seite können Sie das ändern.',
    impossible: 'Dieser Browser kann keine Benachrichtigungen zeigen. Alles Neue steht wie immer in der Post.',
    notSetUp: 'Benachrichtigungen sind hier noch nicht eingerichtet. Alles Neue steht wie immer in der Post.',
    failed:
      'Das hat nicht geklappt. Ihr Browser erreicht seinen Mitteilungsdienst gerade nicht; versuchen Sie es später.',
    unknown: 'Den Mitteilungsdienst dieses Browsers kennt Morgenkreis nicht. Nehmen Sie bitte einen anderen Browser.',
    noScript: 'Zum Einschalten braucht diese Seite Skripte Ihres Browsers.',
  },
  tested: {
    taken: 'Unterwegs. Gleich meldet sich Ihr Gerät.',
    later: 'Der Mitteilungsdienst ist gerade nicht erreichbar. Versuchen Sie es in ein paar Minuten.',
    gone: 'Der Mitteilungsdienst kennt dieses Gerät nicht mehr. Schalten Sie es noch einmal ein.',
    refused: 'Der Mitteilungsdienst hat das abgelehnt. Sagen Sie es bitte Ihrer Kita.',
    tooSoon: 'Einen Moment noch: Alle fünf Sekunden geht ein Versuch.',
  },
  install: {
    title: 'Erst auf den Home-Bildschirm',
    lead: 'Auf iPhone und iPad meldet sich Morgenkreis nur als App. Das dauert eine halbe Minute:',
    steps: [
      'Tippen Sie unten in Safari auf „Teilen“.',
      'Wählen Sie „Zum Home-Bildschirm“ und dann „Hinzufügen“.',
      'Öffnen Sie Morgenkreis dort und kommen Sie auf diese Seite zurück.',
    ],
  },
  devices: {
    title: 'Ihre Geräte',
    none: 'Noch meldet sich keines Ihrer Geräte.',
    kinds,
    here: 'dieses Gerät',
    since: ({ day }: { day: string }) => `seit ${day}`,
    remove: 'Ausschalten',
    removeOf: ({ device }: { device: string }) => `${device} ausschalten`,
  },
  wishes: {
    title: 'Wobei und wann',
    categories: 'Melden bei',
    of: categories,
    quiet: 'Ihre Ruhezeit',
    quietHint:
      'Hier legen Sie Stunden fest, in denen sich nichts meldet, außer Dringendem, etwa für den Mittagsschlaf.',
    quietAnyway: ({ facility, hours }: { facility: string; hours: Quiet[] }) =>
      `${facility}: ${hours.map(({ from, to, weekend }) => `von ${clock(from)} bis ${clock(to)} Uhr${weekend ? ', am Wochenende ganztägig' : ''}`).join(' und ')} meldet sich ohnehin nichts.`,
    quietOn: 'Weitere Ruhezeit',
    from: 'von',
    to: 'bis',
    weekend: 'Am Wochenende ganztägig',
    mail: 'E-Mail, wenn Sie etwas nicht geöffnet haben',
    mailHint:
      'Nur bei Mitteilungen und Umfragen, die oben angekreuzt sind, nach einem Tag, bei Dringendem nach einer Stunde, bei kurzen Umfragen nach der Hälfte ihrer Zeit, und nur mit einem Link.',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  offer: {
    title: 'Nichts verpassen?',
    lead: 'Ihr Gerät kann sich melden, wenn die Kita etwas schreibt.',
    yes: 'Ansehen',
    no: 'Nein, danke',
  },
  update: {
    text: 'Es gibt eine neue Fassung.',
    reload: 'Neu laden',
    unsent: 'Auf dieser Seite steht etwas, das noch nicht abgeschickt ist. Beim Neuladen geht es verloren.',
    anyway: 'Trotzdem neu laden',
  },
  offline: {
    title: 'Gerade ohne Netz',
    lead: 'Morgenkreis erreicht Ihre Kita nicht. Kommentare und Nachrichten, die Sie gesendet haben, bleiben auf diesem Gerät und gehen hinaus, sobald es wieder geht.',
    reports:
      'Für Krankmeldungen und Abwesenheiten gilt das nicht: Die Kita hat eine Meldung erst, wenn hier „Angekommen“ stand.',
    urgent:
      'Muss die Kita es jetzt wissen? Dann rufen Sie bitte an. Ohne Netz steht die Nummer nicht hier: Nehmen Sie die, die Sie von der Kita haben.',
    retry: 'Noch einmal versuchen',
  },
}
