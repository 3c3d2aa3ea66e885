import type { RefusalCode } from '@morgenkreis/protocol'

/** What happened, and what to do next. */
export const refusals: Record<RefusalCode, string> = {
  'acknowledgement-missing': 'Setzen Sie bitte den Haken. Ohne ihn wird nichts veröffentlicht.',
  'acknowledgement-stale':
    'Die Bestätigung ist abgelaufen. Lesen Sie den Satz noch einmal und setzen Sie den Haken neu.',
  'acknowledgement-used': 'Diese Bestätigung wurde schon verwendet. Setzen Sie den Haken für diesen Beitrag neu.',
  'audience-changed':
    'Inzwischen ist jemand dazugekommen. Prüfen Sie, wer jetzt mitliest, und setzen Sie den Haken neu.',
  busy: 'Gerade melden sich sehr viele gleichzeitig an. Versuchen Sie es in ein paar Sekunden noch einmal.',
  forbidden: 'Dafür fehlt Ihnen das Recht. Die Leitung Ihrer Kita kann es Ihnen geben.',
  gone: 'Das gibt es nicht mehr. Es wurde entfernt oder zurückgezogen.',
  'guardian-unknown':
    'Eine der Bezugspersonen ist nicht mehr in dieser Kita. Laden Sie die Seite neu und wählen Sie noch einmal.',
  'id-reused':
    'Dieser Beitrag wurde schon in anderer Fassung gesendet. Laden Sie die Seite neu und senden Sie ihn noch einmal.',
  internal: 'Bei uns ist etwas schiefgegangen. Ihr Text ist noch da. Versuchen Sie es in einer Minute noch einmal.',
  invalid: 'Etwas an der Eingabe passt nicht. Prüfen Sie, ob der Text leer oder zu lang ist.',
  'last-admin': 'Das ist die letzte Person mit Verwaltung. Geben Sie das Recht zuerst an jemand anderen weiter.',
  'module-off': 'Ihre Kita hat diesen Baustein ausgeschaltet. Fragen Sie bei Bedarf die Leitung.',
  'no-membership': 'Ihr Zugang zu dieser Kita besteht nicht mehr. Laden Sie die Seite neu.',
  'not-found': 'Das haben wir nicht gefunden. Gehen Sie zurück zur Post und wählen Sie es dort noch einmal.',
  'rate-limited': 'Das war sehr viel auf einmal. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
  'staff-only': 'Dieses Recht gibt es nur für Fachkräfte und die Verwaltung.',
  'too-many-tries': 'Zu viele Versuche. Warten Sie eine Viertelstunde, bevor Sie sich wieder anmelden.',
  'try-again': 'Das hat gerade nicht geklappt. Versuchen Sie es noch einmal, es wird nichts doppelt gesendet.',
  unauthenticated: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an, Ihr Text bleibt hier.',
  'wrong-credentials': 'E-Mail oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
}
