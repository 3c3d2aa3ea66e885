import type { Kept, Module, TrashKind } from '@morgenkreis/protocol'

const kinds: Record<TrashKind, string> = {
  announcement: 'Mitteilung',
  comment: 'Kommentar',
  message: 'Nachricht',
  poll: 'Umfrage',
}

const kept: Record<Exclude<Kept, Module>, string> = { audit: 'Protokoll' }

export const keeping = {
  kinds,
  trash: {
    title: 'Papierkorb',
    hint: 'Gelöschtes liegt hier sieben Tage. Danach ist es endgültig weg.',
    empty: 'Der Papierkorb ist leer',
    emptyNext: 'Was Sie löschen oder zurückziehen, finden Sie hier sieben Tage lang wieder.',
    by: ({ name }: { name: string }) => `von ${name}`,
    withdrawn: 'von Ihnen zurückgezogen',
    removed: 'entfernt',
    restore: 'Wiederherstellen',
    restoreNamed: ({ excerpt }: { excerpt: string }) => `Wiederherstellen: ${excerpt}`,
    restored: 'Wiederhergestellt. Alle, die es vorher lasen, lesen es wieder.',
    until: ({ system, backups }: { system: string; backups: string }) =>
      `Im System bis ${system}, in der letzten Sicherung bis ${backups}`,
    more: 'Es liegt noch mehr im Papierkorb. Hier stehen die 200 zuletzt gelöschten Beiträge.',
  },
  periods: {
    title: 'Fristen',
    hint: 'So lange wird aufbewahrt, was in Ihrer Kita geschrieben wird. Danach löscht es sich von selbst.',
    kept,
    days: 'Tage',
    daysOf: ({ kept }: { kept: string }) => `Tage für ${kept}`,
    bounds: ({ from, to }: { from: number; to: number }) => `${from} bis ${to} Tage`,
    boundsOfReported: ({ from, to }: { from: number; to: number }) =>
      `${from} bis ${to} Tage nach dem letzten gemeldeten Tag`,
    boundsOfPolls: ({ from, to }: { from: number; to: number }) => `${from} bis ${to} Tage nach dem Ende der Umfrage`,
    save: 'Speichern',
    saveNamed: ({ kept }: { kept: string }) => `Frist für ${kept} speichern`,
    show: 'Vorschau',
    showNamed: ({ kept }: { kept: string }) => `Vorschau für ${kept}`,
    saved:
      'Die Frist gilt. Eine kürzere bekommt auch, was schon gespeichert ist; eine längere gilt für das, was ab jetzt geschrieben wird.',
    left: ({ count }: { count: number }) =>
      count === 1 ? 'Noch 1 Eintrag bekommt die kürzere Frist.' : `Noch ${count} Einträge bekommen die kürzere Frist.`,
    preview: 'Was in den nächsten 30 Tagen gelöscht wird',
    proposed: ({ kept, days }: { kept: string; days: number }) =>
      `Vorschau: ${kept} nach ${days} Tagen. Noch ist nichts geändert.`,
    nothing: 'In den nächsten 30 Tagen läuft nichts ab.',
    nothingElse: 'Sonst läuft in den nächsten 30 Tagen nichts ab.',
    withoutReports:
      'Krankmeldungen und Abwesenheiten sind nicht mitgezählt: Ihre Zahl je Tag verriete, wer krank war. Wer das Recht Gesundheit hat, sieht sie hier.',
    on: 'Tag',
    module: 'Baustein',
    rows: 'Einträge',
  },
}
