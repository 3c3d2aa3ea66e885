import type { Kept, Module, OperationName, TrashKind } from '@morgenkreis/protocol'

const kinds: Record<TrashKind, string> = { announcement: 'Mitteilung', comment: 'Kommentar', message: 'Nachricht' }

/** What was done, as the audit says it; what is not named here stands there by its own name. */
const operations: Partial<Record<OperationName, string>> = {
  'announcement.publish': 'Mitteilung veröffentlicht',
  'announcement.remove': 'Mitteilung gelöscht',
  'announcement.restore': 'Mitteilung wiederhergestellt',
  'comment.publish': 'Kommentar veröffentlicht',
  'comment.remove': 'Kommentar gelöscht',
  'comment.restore': 'Kommentar wiederhergestellt',
  'membership.remove': 'Zugang entzogen',
  'membership.grant': 'Rechte geändert',
  'module.switch': 'Baustein umgeschaltet',
  'child.join': 'Kind aufgenommen',
  'child.leave': 'Kind hat die Kita verlassen',
  'retention.set': 'Frist geändert',
  'account.delete': 'Konto gelöscht',
  'report.file': 'Beitrag gemeldet',
  'report.settle': 'Über Meldung entschieden',
  'member.mute': 'Person nur mitlesen lassen',
  'member.unmute': 'Person wieder schreiben lassen',
  'thread.lock': 'Schreiben gesperrt',
  'thread.unlock': 'Schreiben freigegeben',
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
    on: 'Tag',
    module: 'Baustein',
    rows: 'Einträge',
  },
  audit: {
    title: 'Protokoll',
    hint: 'Wer wann was geändert hat. Inhalte stehen hier nie. Die Kette der Einträge ist gegen Änderungen gesichert.',
    day: 'Tag',
    operation: 'Vorgang',
    all: 'alle Vorgänge',
    filter: 'Anzeigen',
    at: 'Zeit',
    who: 'Wer',
    what: 'Was',
    fields: 'Felder',
    ref: 'Kennung',
    nobody: 'nicht mehr feststellbar',
    lost: 'Hier fehlen Einträge: Sie gingen verloren, bevor sie gesichert waren.',
    pseudonym: ({ short }: { short: string }) => `Person ${short}`,
    older: 'Ältere Einträge',
    newest: 'Zu den neuesten',
    none: 'Dazu gibt es keinen Eintrag',
    noneNext: 'Wählen Sie einen anderen Tag oder Vorgang.',
    operations,
  },
  account: {
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
