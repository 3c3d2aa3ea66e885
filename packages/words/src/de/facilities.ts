export const facilities = {
  parts: { label: 'Einrichtung', people: 'Personen', children: 'Kinder', modules: 'Bausteine', chats: 'Chats' },
  groups: 'Gruppen',
  members: ({ count }: { count: number }) => (count === 1 ? '1 Person' : `${count} Personen`),
  family: ({ count }: { count: number }) => (count === 1 ? '1 Kind' : `${count} Kinder`),
  staff: 'Team',
  council: 'Elternbeirat',
  guardians: 'Bezugspersonen',
  guardiansHint: 'Die Bezugspersonen sehen Sie, wenn Sie oben eine Gruppe wählen oder einen Namen suchen.',
  find: 'Person suchen',
  findNothing: 'Niemand heißt so. Prüfen Sie die Schreibweise.',
  column: { name: 'Name', groups: 'Gruppen und Kinder', action: 'Aktion' },
  writes: 'schreibt',
  reads: 'liest',
  remove: 'Zugang entziehen',
  removeNamed: ({ name }: { name: string }) => `Zugang von ${name} entziehen`,
  confirm: {
    title: ({ name }: { name: string }) => `Zugang von ${name} entziehen?`,
    means:
      'Die Person wird sofort auf allen Geräten getrennt. Ihr Konto und Zugänge zu anderen Kitas bleiben bestehen.',
  },
  removed: 'Der Zugang ist entzogen. Auf allen Geräten dieser Person kommt nichts mehr an.',
  rights: {
    title: 'Rechte',
    of: ({ name }: { name: string }) => `Rechte von ${name}`,
    hint: 'Jede Änderung wirkt sofort, auf allen Geräten, und wird festgehalten.',
    save: 'Rechte speichern',
    saved: 'Die Rechte gelten ab jetzt.',
    each: {
      health: {
        title: 'Gesundheit',
        means: 'Krankmeldungen der eigenen Gruppen lesen, annehmen und löschen.',
      },
      moderate: { title: 'Moderation', means: 'Gemeldete Beiträge prüfen, ausblenden und entfernen.' },
      export: { title: 'Ausleitung', means: 'Daten der Einrichtung als Datei herunterladen.' },
    },
  },
  modules: {
    title: 'Bausteine',
    hint: 'Was ausgeschaltet ist, verschwindet aus jedem Menü, und nichts Neues wird gespeichert. Vorhandenes bleibt verborgen, bis seine Frist abläuft.',
    on: 'an',
    off: 'aus',
    switchOn: ({ module }: { module: string }) => `${module} einschalten`,
    switchOff: ({ module }: { module: string }) => `${module} ausschalten`,
    data: 'Verarbeitet werden',
    of: {
      announcements: {
        title: 'Mitteilungen',
        means: 'Das Team schreibt an Gruppen oder die ganze Kita, der Elternbeirat an die Familien.',
        data: 'Titel, Text, Name und Rolle der schreibenden Person, Zeitpunkt, Bestätigung des Empfängerkreises.',
      },
      comments: {
        title: 'Kommentare',
        means: 'Familien und Team antworten unter einer Mitteilung. Steht auf den Mitteilungen.',
        data: 'Text, Name und Rolle der schreibenden Person, Zeitpunkt, Bestätigung des Empfängerkreises.',
      },
      chat: {
        title: 'Chat',
        means:
          'Familien und Team einer Gruppe schreiben miteinander, der Elternbeirat unter sich. Je Gruppe einzeln wählbar.',
        data: 'Text, Name und Rolle der schreibenden Person, Zeitpunkt, Bestätigung des Empfängerkreises, wie weit jemand gelesen hat (nur für die Person selbst).',
      },
      conversations: {
        title: 'Gespräche',
        means:
          'Familien schreiben mit dem Team der Gruppe oder der Leitung, getrennt lebende Bezugspersonen jede für sich.',
        data: 'Text, Name und Rolle der schreibenden Person, Kind, Zeitpunkt, wie weit jemand gelesen hat (nur für die Person selbst).',
      },
      'sick-notes': {
        title: 'Krankmeldungen',
        means: 'Bezugspersonen melden ihr Kind krank. Lesen kann das nur, wer in der Gruppe das Recht Gesundheit hat.',
        data: 'Gesundheitsdaten: Kind, Krankheit, Tage, Nachricht, wer sie wann eingetragen hat, Einwilligung oder Rechtsgrundlage, wann sie gesehen wurde. 30 Tage nach dem letzten Tag gelöscht.',
      },
      absences: {
        title: 'Abwesenheiten',
        means:
          'Bezugspersonen und Team tragen ein, wer nicht oder später kommt. Das Team der Gruppe sieht es auf Heute.',
        data: 'Kind, Grund, Tage, Nachricht, wer sie wann eingetragen hat, wann sie gesehen wurde. 30 Tage nach dem letzten Tag gelöscht.',
      },
    },
  },
  children: {
    title: 'Kinder',
    hint: 'Namen von Kindern sieht nur das Team. Überall sonst steht das Zeichen.',
    add: 'Kind aufnehmen',
    none: 'Noch ist kein Kind aufgenommen.',
    noneIn: 'In dieser Gruppe ist noch kein Kind.',
    guardians: ({ count }: { count: number }) => (count === 1 ? '1 Bezugsperson' : `${count} Bezugspersonen`),
    noGuardian: 'noch keine Bezugsperson',
    joined: 'Das Kind ist aufgenommen. Seine Bezugspersonen lesen ab jetzt in der Gruppe mit.',
    left: 'Das Kind hat die Kita verlassen. Was daran hing, ist beendet.',
    leaves: 'Verlässt die Kita',
    leavesNamed: ({ name }: { name: string }) => `${name} verlässt die Kita`,
    confirm: {
      title: ({ name }: { name: string }) => `Verlässt ${name} die Kita?`,
      means:
        'Die Bezugspersonen hören die Gruppe sofort nicht mehr. Wer kein anderes Kind hier hat, verliert den Zugang zu dieser Kita; Konto und andere Kitas bleiben.',
    },
    form: {
      title: 'Kind aufnehmen',
      name: 'Name des Kindes',
      nameHint: 'Nur das Team liest ihn.',
      group: 'Gruppe',
      sign: 'Zeichen',
      signHint: 'Es steht an der Garderobe und überall, wo andere Familien hinsehen.',
      guardians: 'Bezugspersonen, die schon hier sind',
      guardiansHint: 'Zum Beispiel bei Geschwistern. Neue Bezugspersonen kommen später mit einem Code dazu.',
      custody: 'ist personensorgeberechtigt',
      find: 'Bezugsperson suchen',
      save: 'Aufnehmen',
    },
  },
}
