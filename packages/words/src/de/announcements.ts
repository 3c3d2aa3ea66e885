export const announcements = {
  withdrawn: 'Diese Mitteilung wurde zurückgezogen.',
  removed: 'Diese Mitteilung wurde entfernt.',
  hidden: 'Diese Mitteilung wird geprüft.',
  goneUntil: 'Diese Zeile verschwindet nach sieben Tagen.',
  remove: 'Entfernen',
  withdraw: 'Zurückziehen',
  confirm: {
    remove: 'Mitteilung entfernen?',
    withdraw: 'Mitteilung zurückziehen?',
    means:
      'Sie verschwindet sofort auf allen Geräten, mit allen Kommentaren. Eine Zeile ohne Namen bleibt sieben Tage stehen.',
  },
}
