export const errors = {
  of: {
    notFound: {
      title: 'An diesem Haken hängt nichts',
      next: 'Die Seite gibt es nicht, oder sie ist nicht für Sie bestimmt.',
    },
    forbidden: {
      title: 'Diese Tür ist für andere',
      next: 'Dafür fehlt Ihnen das Recht. Die Leitung Ihrer Kita kann es Ihnen geben.',
    },
    away: {
      title: 'Gerade ist niemand im Haus',
      next: 'Morgenkreis startet neu oder wird gepflegt. Die Seite lädt sich von selbst, sobald wieder jemand da ist.',
    },
    busy: {
      title: 'Gerade wollen alle auf einmal hinein',
      next: 'Die Seite lädt sich gleich von selbst noch einmal.',
    },
    broken: {
      title: 'Da ist uns etwas umgefallen',
      next: 'Wir haben es notiert. Laden Sie die Seite neu oder gehen Sie zurück zu Heute.',
    },
  },
  home: 'Zu Heute',
  reload: 'Neu laden',
}
