import type { OperationName } from '@morgenkreis/protocol'

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
  'quiet-hours.set': 'Ruhezeit geändert',
  'hold.place': 'Aus Rechtsgrund gesperrt',
  'hold.lift': 'Sperre aufgehoben',
  'account.delete': 'Konto gelöscht',
  'report.settle': 'Über Meldung entschieden',
  'member.mute': 'Person nur mitlesen lassen',
  'member.unmute': 'Person wieder schreiben lassen',
  'thread.lock': 'Schreiben gesperrt',
  'thread.unlock': 'Schreiben freigegeben',
}

/** The texts of the page on which a head reads the audit. */
export const audit = {
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
}
