/** The texts of writing to a family first: staff alone loads them. */
export const outreach = {
  as: {
    team: 'Sie schreiben für das Team der Gruppe: Alle im Team lesen mit und können antworten.',
    head: 'Sie schreiben als Leitung. Das Team der Gruppe liest nicht mit.',
  },
  which: 'Um welches Kind geht es?',
  filter: 'Nach Gruppe',
  everyGroup: 'Alle',
  noGuardian: 'Noch keine Bezugsperson angemeldet',
  none: 'Hier ist kein Kind, über das Sie schreiben könnten.',
  noneNext: 'Dafür brauchen Sie das Schreibrecht in der Gruppe des Kindes.',
  other: 'Anderes Kind wählen',
  about: ({ child }: { child: string }) => `Gespräch zu ${child}`,
  to: 'An wen?',
  apart: 'Diese Bezugspersonen leben getrennt: Jede Seite hat ein eigenes Gespräch und sieht vom anderen nichts.',
  readers: {
    team: ({ names }: { names: string }) => `Es lesen nur ${names} und das Team der Gruppe.`,
    head: ({ names }: { names: string }) => `Es lesen nur ${names} und die Leitung.`,
  },
  chosen: 'die oben Gewählten',
  open: ({ names }: { names: string }) => `Mit ${names} gibt es schon ein Gespräch. Ihre Nachricht kommt dort dazu.`,
  toThread: 'Gespräch öffnen',
  passed: {
    team: ({ names }: { names: string }) =>
      `Das Gespräch mit ${names} hat das Team an die Leitung übergeben. Dort antwortet jetzt die Leitung.`,
    head: ({ names }: { names: string }) =>
      `Das Gespräch mit ${names} hat die Leitung an das Team übergeben. Dort antwortet jetzt das Team.`,
  },
  toOne: 'An diese Seite senden',
}
