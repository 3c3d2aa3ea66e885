export const account = {
  own: {
    title: 'Eigene Beiträge und Konto',
    messages: 'Ihre Beiträge',
    messagesHint:
      'Was Sie hier nicht löschen, bleibt nach dem Ende Ihres Kontos stehen, ohne Ihren Namen, bis seine Frist abläuft.',
    none: 'Sie haben nichts geschrieben, was noch gespeichert ist.',
    older: 'Ältere Beiträge',
    newest: 'Zu den neuesten',
    remove: 'Löschen',
    removeNamed: ({ excerpt }: { excerpt: string }) => `Löschen: ${excerpt}`,
    removed: 'Gelöscht. Sieben Tage lang finden Sie es noch im Papierkorb.',
    forGood: 'Gelöscht. Das lässt sich nicht zurückholen.',
    waits: 'noch nicht veröffentlicht',
    reports: 'Meldungen über Ihre Kinder',
    reportsHint: 'Auch was eine Kita inzwischen abgeschaltet hat, löschen Sie hier, jederzeit.',
    reportKinds: { 'sick-note': 'Krankmeldung', absence: 'Abwesenheit' },
    end: 'Konto löschen',
    means: [
      'Alle Ihre Zugänge enden sofort, in jeder Kita und auf jedem Gerät.',
      'Ihr Name, Ihre E-Mail-Adresse und Ihr Passwort werden gelöscht. An Ihren Beiträgen steht dann „Ehemaliges Mitglied“.',
      'Das lässt sich nicht rückgängig machen.',
    ],
    password: 'Zur Bestätigung: Ihr Passwort',
    submit: 'Konto endgültig löschen',
    wrong: 'Das Passwort stimmt nicht. Es wurde nichts gelöscht.',
    lastAdmin: ({ facilities }: { facilities: string }) =>
      `Sie sind die letzte Person mit Verwaltung: ${facilities}. Geben Sie das Recht zuerst an jemand anderen weiter.`,
  },
  farewell: {
    title: 'Ihr Konto ist gelöscht',
    receipt: ({ system, backups }: { system: string; backups: string }) =>
      `Aus dem System gelöscht: ${system}. In der letzten Sicherung bis: ${backups}.`,
    next: 'Auf diesem Gerät ist nichts geblieben. Danke, dass Sie dabei waren.',
    signIn: 'Zur Anmeldung',
  },
}
