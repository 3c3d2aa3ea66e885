import type { HoldableKind } from '@morgenkreis/protocol'

const kinds: Record<HoldableKind, string> = {
  announcement: 'Mitteilung',
  comment: 'Kommentar',
  message: 'Nachricht',
  poll: 'Umfrage',
  'sick-note': 'Krankmeldung',
  absence: 'Abwesenheit',
}

/** Of what a law forbids to delete; only a head loads them. */
export const holds = {
  held: ({ count }: { count: number }) =>
    count === 1
      ? '1 Eintrag bleibt länger, weil ein Gesetz es verlangt.'
      : `${count} Einträge bleiben länger, weil ein Gesetz es verlangt.`,
  title: 'Gesperrt',
  hint: 'Das darf noch nicht gelöscht werden. Bis dahin liest es niemand.',
  empty: 'Nichts ist gesperrt.',
  emptyNext:
    'Verlangt ein Gesetz, dass etwas aufbewahrt wird? Eine Löschsperre setzen Sie dort, wo es steht, oder im Papierkorb.',
  kinds,
  until: ({ source, day }: { source: string; day: string }) => `${source}, bis ${day}`,
  placedAt: ({ at }: { at: string }) => `gesperrt ${at}`,
  lift: 'Sperre aufheben',
  liftNamed: ({ kind, source }: { kind: string; source: string }) => `Sperre aufheben: ${kind}, ${source}`,
  lifting: {
    title: 'Löschsperre aufheben?',
    means: 'Danach gilt wieder die eigene Frist. Ist sie vorbei, wird der Eintrag beim nächsten Lauf gelöscht.',
  },
  lifted: 'Die Sperre endet. Danach gilt wieder die eigene Frist.',
  placed: 'Die Löschsperre gilt. Gelöscht wird erst danach.',
  place: {
    title: 'Löschsperre setzen',
    back: 'Zurück',
    means:
      'Für Einträge, die ein Gesetz noch zu löschen verbietet: Niemand liest sie mehr, auch Sie nicht, und keine Frist löscht sie.',
    source: 'Welches Gesetz verlangt es?',
    sourceHint: 'Paragraf und Gesetz, zum Beispiel „§ 147 AO“.',
    until: 'Gesperrt bis einschließlich',
    untilHint: 'Höchstens 30 Jahre. Danach gilt wieder die eigene Frist.',
    next: 'Weiter',
    wrong: 'Nennen Sie das Gesetz in höchstens 200 Zeichen und wählen Sie einen Tag, der noch kommt.',
    ask: ({ kind }: { kind: string }) => `${kind} sperren?`,
    asked: ({ source, day }: { source: string; day: string }) =>
      `Nach ${source} bis ${day}. Der Eintrag verschwindet sofort von allen Bildschirmen, auch von Ihrem, und ist bis dahin nicht zu löschen.`,
    change: 'Ändern',
    submit: 'Jetzt sperren',
  },
}
