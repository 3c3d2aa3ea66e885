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
  write: {
    title: 'Mitteilung schreiben',
    to: 'Wer bekommt sie?',
    choose: 'Empfänger übernehmen',
    noGroups: 'Wählen Sie mindestens eine Gruppe. Dann sehen Sie, wie viele Familien die Mitteilung lesen.',
    heading: 'Überschrift',
    headingMissing: 'Geben Sie der Mitteilung eine Überschrift.',
    text: 'Text',
    textMissing: 'Schreiben Sie, was die Familien wissen sollen.',
    submit: 'Mitteilung senden',
    next: 'Sie steht sofort in der Post aller Empfänger.',
  },
}
