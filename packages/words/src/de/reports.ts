import type { AbsenceReason, Illness, LegalBasis } from '@morgenkreis/protocol'

type NotSpecified = 'unspecified' | 'other'
type Usual =
  | 'cold'
  | 'fever'
  | 'conjunctivitis'
  | 'hand-foot-mouth'
  | 'three-day-fever'
  | 'fifth-disease'
  | 'rsv'
  | 'influenza'
  | 'covid-19'
  | 'pinworms'

const usual: Record<Usual | NotSpecified, string> = {
  unspecified: 'ohne Angabe',
  cold: 'Erkältung, Husten',
  fever: 'Fieber',
  conjunctivitis: 'Bindehautentzündung',
  'hand-foot-mouth': 'Hand-Mund-Fuß-Krankheit',
  'three-day-fever': 'Drei-Tage-Fieber',
  'fifth-disease': 'Ringelröteln',
  rsv: 'RS-Virus',
  influenza: 'Influenza',
  'covid-19': 'COVID-19',
  pinworms: 'Madenwürmer',
  other: 'etwas anderes',
}

const notifiable: Record<Exclude<Illness, Usual | NotSpecified>, string> = {
  gastroenteritis: 'Magen-Darm-Infekt',
  lice: 'Kopfläuse',
  chickenpox: 'Windpocken',
  'scarlet-fever': 'Scharlach, Streptokokken',
  'whooping-cough': 'Keuchhusten',
  impetigo: 'Ansteckende Borkenflechte',
  scabies: 'Krätze',
  measles: 'Masern',
  mumps: 'Mumps',
  rubella: 'Röteln',
  meningococcal: 'Meningokokken-Infektion',
  'hib-meningitis': 'Hib-Meningitis',
  'hepatitis-a-e': 'Virushepatitis A oder E',
  ehec: 'EHEC',
  shigellosis: 'Shigellose',
  tuberculosis: 'Lungentuberkulose',
  diphtheria: 'Diphtherie',
  polio: 'Kinderlähmung',
  typhoid: 'Typhus',
  paratyphoid: 'Paratyphus',
  cholera: 'Cholera',
  orthopox: 'Affenpocken und andere Orthopocken',
  plague: 'Pest',
  'haemorrhagic-fever': 'Virusbedingtes hämorrhagisches Fieber',
}

const reasons: Record<AbsenceReason, string> = { holiday: 'Urlaub', late: 'kommt später', other: 'anderes' }

const bases: Record<LegalBasis, string> = {
  'spoken-consent': 'Einwilligung am Telefon (Art. 9 Abs. 2 a DSGVO)',
  'infection-protection': 'Infektionsschutz (§ 34 IfSG, Art. 9 Abs. 2 i DSGVO)',
  'vital-interests': 'Schutz des Kindes (Art. 9 Abs. 2 c DSGVO)',
}

export const reports = {
  title: 'Melden',
  titleStaff: 'Meldungen',
  illness: { usual, notifiable },
  reasons,
  bases,
  form: {
    title: 'Neue Meldung',
    change: ({ name }: { name: string }) => `Meldung zu ${name} ändern`,
    last: ({ what, until }: { what: string; until: string }) => `Wie letztes Mal: ${what}, bis ${until}`,
    children: 'Wer kommt nicht?',
    find: 'Kind suchen',
    kind: 'Was ist los?',
    ill: 'krank',
    away: 'abwesend',
    illness: 'Krankheit',
    usual: 'Häufig',
    notifiable: 'Meldepflichtig für die Kita (§ 34 IfSG)',
    reason: 'Grund',
    noReason: 'ohne Angabe',
    from: 'von',
    to: 'bis einschließlich',
    note: 'Nachricht an die Kita (wenn Sie möchten)',
    noteStaff: 'Notiz für das Team (wenn nötig)',
    by: 'Angerufen hat',
    basis: 'Rechtsgrundlage',
    send: 'An die Kita melden',
    save: 'Änderung melden',
    enter: 'Eintragen',
    childMissing: 'Wählen Sie, um wen es geht.',
    byMissing: 'Tragen Sie ein, wer angerufen hat.',
    daysWrong: 'Prüfen Sie die Tage: „bis“ liegt vor „von“, oder es sind mehr als 92.',
    tickMissing: 'Setzen Sie bitte diesen Haken. Ohne ihn geht nichts an die Kita.',
    newer: 'Inzwischen wurde diese Meldung geändert. Bei der Kita steht jetzt:',
    newerNext: 'Ihre Eingabe steht noch da. Senden Sie sie, ersetzt sie das.',
    gone: 'Die Meldung, die Sie ändern wollten, gibt es nicht mehr. Was Sie jetzt senden, ist eine neue.',
    hint: 'Was hier steht, bleibt nur auf dieser offenen Seite, bis es bei der Kita ist.',
  },
  sending: {
    notYet: 'Noch nicht bei der Kita',
    trying: 'Wird gesendet …',
    waiting: 'Keine Verbindung. Wir versuchen es weiter, solange diese Seite offen bleibt.',
    call: 'Oder rufen Sie an:',
    noPhone: 'Die Kita hat hier keine Nummer eingetragen. Rufen Sie die an, die Sie von ihr haben.',
    stop: 'Nicht mehr senden',
    now: 'Jetzt senden',
    signedOut:
      'Ihre Anmeldung ist abgelaufen. Melden Sie sich in einem neuen Fenster an und lassen Sie diese Seite offen: Danach geht die Meldung hier hinaus.',
    refused:
      'Die Kita hat diese Meldung nicht bekommen. Woran es liegt, steht unten beim Knopf. Ihre Eingabe ist noch da.',
    unsure: 'Vielleicht schon bei der Kita',
    unsureNext:
      'Es wird nichts mehr gesendet. Ob es vorher noch angekommen ist, zeigt die Liste „Gemeldet“, sobald Sie wieder Netz haben. Senden Sie dieselbe Meldung noch einmal, kommt sie nur einmal an.',
    leaveUnsent:
      'Die Meldung ist noch nicht bei der Kita. Wenn Sie gehen, wird sie nicht mehr gesendet. Trotzdem gehen?',
    leaveEntered: 'Ihre Eingabe ist nicht gesendet. Wenn Sie gehen, ist sie weg. Trotzdem gehen?',
    arrived: 'Angekommen. Die Kita weiß Bescheid.',
    entered: 'Eingetragen. Die Gruppe sieht es.',
  },
  own: {
    title: 'Gemeldet',
    titleStaff: 'Eingegangen',
    none: 'Zurzeit ist nichts gemeldet.',
    arrived: 'angekommen',
    seen: ({ day, time }: { day?: string | undefined; time: string }) =>
      day === undefined ? `gesehen um ${time} Uhr` : `gesehen ${day}, ${time} Uhr`,
    range: ({ from, to }: { from: string; to: string }) => (from === to ? from : `${from} bis ${to}`),
    phoned: ({ by }: { by: string }) => `telefonisch gemeldet von ${by}`,
    entered: ({ name, at }: { name: string; at: string }) => `${name}, ${at}`,
    recoverOn: ({ day }: { day: string }) => `Wieder gesund: kommt ${day}`,
    change: 'Ändern',
    remove: 'Löschen',
    removeTitle: 'Meldung löschen?',
    removeMeans: 'Sie verschwindet sofort für alle und ist nach sieben Tagen endgültig weg.',
    removed: 'Die Meldung ist gelöscht.',
  },
  day: { today: 'heute', tomorrow: 'morgen', yesterday: 'gestern' },
  attendance: {
    title: 'Wer ist da',
    days: 'Welcher Tag',
    here: ({ count }: { count: number }) => `${count} da`,
    missing: ({ count }: { count: number }) => (count === 0 ? 'niemand fehlt' : `${count} nicht da`),
    late: ({ count }: { count: number }) => (count === 1 ? '1 kommt später' : `${count} kommen später`),
    closed: ({ day }: { day: string }) => `${day} ist die Kita geschlossen. Die Liste zeigt, wer sonst da wäre.`,
    absent: 'abwesend',
    present: 'da',
    until: ({ what, day }: { what: string; day: string }) => `${what}, bis ${day}`,
    see: 'Gesehen',
    seeOf: ({ name }: { name: string }) => `Meldung zu ${name} gesehen`,
    notifiable: '§ 34 IfSG',
    enter: 'Meldung eintragen',
    reports: 'Alle Meldungen',
    print: 'Drucken',
    waits: ({ group }: { group: string }) =>
      group.endsWith('gruppe') ? `In der ${group} wartet eine Meldung.` : `In „${group}“ wartet eine Meldung.`,
    empty: 'In dieser Gruppe ist noch kein Kind.',
  },
  kept: {
    at: ({ time }: { time: string }) => `Stand ${time} Uhr.`,
    lacks: 'Ohne Netz sehen Sie nur Zeichen und wer da ist. Namen, Gründe und neue Meldungen fehlen.',
    old: ({ at }: { at: string }) => `Für heute ist auf diesem Gerät nichts gespeichert. Letzter Stand: ${at}.`,
    next: 'Alles erscheint von selbst, sobald wieder Netz da ist. Ruft bis dahin jemand an, schreiben Sie es auf und tragen Sie es danach ein.',
  },
}
