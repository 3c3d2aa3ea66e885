import type { QuietHours as Quiet } from '@morgenkreis/protocol'

/** As German says it: 6:30. */
const clock = (time: string) => time.replace(/^0/, '')
const span = ({ from, to, weekend }: Quiet) =>
  `von ${clock(from)} bis ${clock(to)} Uhr${weekend ? ', am Wochenende ganztägig' : ''}`

export const publishing = {
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
    quiet: ({ hours }: { hours: readonly Quiet[] }) =>
      `Ruhezeit ${hours.map(span).join(' und ')}: Geräte melden sich erst danach, nur bei Dringendem gleich.`,
  },
  more: 'Mehr: Bestätigung, später senden, dringend',
  confirmation: {
    legend: 'Lesebestätigung',
    none: 'Keine',
    one: 'Eine Bezugsperson je Kind',
    all: 'Alle Bezugspersonen je Kind',
    hint: 'Sie sehen dann, für welche Kinder bestätigt ist, und können einmal am Tag erinnern.',
  },
  later: {
    label: 'Später senden',
    hint: 'Leer heißt sofort. Die Uhrzeit gilt in der Kita, höchstens 90 Tage voraus.',
    next: 'Sie geht zu dieser Zeit von selbst hinaus. Bis dahin lesen sie nur die Leitung und Fachkräfte, die dort schreiben.',
    submit: 'Mitteilung planen',
  },
  urgent: {
    label: 'Dringend',
    reason: 'Warum eilt es?',
    hint: 'Alle Empfänger lesen den Grund über der Mitteilung.',
    reasonMissing: 'Nennen Sie den Grund. Ohne ihn wird nichts als dringend gesendet.',
  },
  scheduled: {
    title: 'Geplant',
    at: ({ when }: { when: string }) => `Geplant für ${when}`,
    wasFor: ({ when }: { when: string }) => `War geplant für ${when}`,
    stored: 'Die Mitteilung ist geplant. Sie geht von selbst hinaus.',
    held: {
      'no-right': 'Nicht gesendet: Wer sie geschrieben hat, darf hier nicht mehr schreiben.',
      muted: 'Nicht gesendet: Wer sie geschrieben hat, war zu dieser Zeit stummgeschaltet.',
      'module-off': 'Nicht gesendet: Die Mitteilungen waren ausgeschaltet.',
    },
    urgent: ({ reason }: { reason: string }) => `Dringend: ${reason}`,
    confirmation: {
      one: 'Mit Lesebestätigung: eine Bezugsperson je Kind',
      all: 'Mit Lesebestätigung: alle Bezugspersonen je Kind',
    },
    draft: 'Als Entwurf übernehmen',
    draftThis: ({ title }: { title: string }) => `Als Entwurf übernehmen: ${title}`,
    draftHint: 'Von selbst geht sie nicht mehr hinaus. Als Entwurf können Sie sie ändern und neu senden.',
    draftWaits: 'Sie schreiben schon an einer anderen Mitteilung. Senden oder leeren Sie diese zuerst.',
    cancel: 'Nicht senden',
    cancelThis: ({ title }: { title: string }) => `Nicht senden: ${title}`,
    confirm: 'Mitteilung nicht senden?',
    means: 'Sie wird gelöscht. Kein Empfänger hat sie gesehen.',
    cancelled: 'Die geplante Mitteilung wird nicht gesendet.',
  },
  progress: {
    title: 'Bestätigungen',
    one: 'Je Kind genügt eine Bezugsperson.',
    all: 'Alle Bezugspersonen eines Kindes bestätigen.',
    state: { confirmed: 'Bestätigt', open: 'Offen', unreachable: 'Nicht erreichbar' },
    unreachableHint: 'Für diese Kinder hat noch keine Bezugsperson ein Konto. Sprechen Sie die Familien persönlich an.',
    share: ({ confirmed, of }: { confirmed: number; of: number }) => `${confirmed} von ${of}`,
    remind: 'Erinnern',
    reminds: 'Alle, die noch nicht bestätigt haben, bekommen eine Erinnerung. Das geht einmal am Tag.',
    reminded: 'Heute wurde erinnert.',
    nobody: 'In diesen Gruppen ist kein Kind.',
  },
  reach: {
    title: 'Wen sie erreicht hat',
    families: ({ opened, of }: { opened: number; of: number }) =>
      of === 1 ? `${opened} von 1 Familie hat sie geöffnet.` : `${opened} von ${of} Familien haben sie geöffnet.`,
    asOf: ({ time }: { time: string }) => `Stand: ${time}`,
    again: 'Neu zählen',
    missing: ({ count }: { count: number }) => `Nicht erreicht (${count})`,
    state: {
      open: 'Noch nicht geöffnet',
      mailed: 'Noch nicht geöffnet, E-Mail ist verschickt',
      unreachable: 'Kein Konto',
    },
    note: {
      opened: 'geöffnet',
      mailed: 'E-Mail verschickt',
      open: 'nicht geöffnet',
    },
    print: 'Liste drucken',
  },
}
