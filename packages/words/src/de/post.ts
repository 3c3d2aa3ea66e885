export const post = {
  title: 'Post',
  filter: 'Post eingrenzen',
  everything: 'Alle',
  empty: 'Ihr Postfach ist leer.',
  emptyNext: 'Was die Kita an Sie schreibt, sammelt sich hier.',
  emptyFiltered: 'Dafür ist nichts da.',
  showAll: 'Alle Post zeigen',
  older: 'Ältere zeigen',
  newest: 'Zurück zu den neuesten',
  fresh: 'Neu',
  arrived: ({ title }: { title: string }) => `Neue Mitteilung: ${title}`,
  /** All that was refused for good, in one place. */
  unsent: {
    title: 'Nicht gesendet',
    removal: 'Das Entfernen hat nicht geklappt: Was Sie entfernen wollten, ist noch für andere zu lesen.',
    toPlace: 'Dort öffnen',
  },
}
