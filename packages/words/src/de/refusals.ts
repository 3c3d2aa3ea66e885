import type { RefusalCode } from '@morgenkreis/protocol'

/** What happened, and what to do next. */
export const refusals: Record<RefusalCode, string> = {
  'acknowledgement-missing': 'Setzen Sie bitte den Haken. Ohne ihn wird nichts veröffentlicht.',
  'acknowledgement-stale':
    'Die Bestätigung ist abgelaufen. Lesen Sie den Satz noch einmal und setzen Sie den Haken neu.',
  'acknowledgement-used': 'Diese Bestätigung wurde schon verwendet. Setzen Sie den Haken für diesen Beitrag neu.',
  'audience-changed':
    'Inzwischen ist jemand dazugekommen. Prüfen Sie, wer jetzt mitliest, und setzen Sie den Haken neu.',
  'answers-only': 'In diesem Chat beginnt das Team. Antworten Sie auf eine Nachricht des Teams.',
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
  'read-only': 'Dieser Chat ist nur noch zum Lesen da. Für Neues schreiben Sie dem Team.',
  'staff-only': 'Dieses Recht gibt es nur für Fachkräfte und die Verwaltung.',
  'too-late': 'Die zehn Minuten zum Ändern sind vorbei. Schreiben Sie eine neue Nachricht.',
  'too-many-tries': 'Zu viele Versuche. Warten Sie eine Viertelstunde, bevor Sie sich wieder anmelden.',
  'try-again': 'Das hat gerade nicht geklappt. Versuchen Sie es noch einmal, es wird nichts doppelt gesendet.',
  unauthenticated: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an, Ihr Text bleibt hier.',
  'wrong-credentials': 'E-Mail oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
  'already-voted':
    'Hier wurde schon abgestimmt. In einer anonymen Umfrage bleibt es dabei, damit niemand Stimmen zuordnen kann.',
  'child-unknown':
    'Für dieses Kind können Sie hier nicht antworten. Laden Sie die Seite neu und wählen Sie noch einmal.',
  'choice-unknown': 'Diese Antwort passt nicht zur Frage. Wählen Sie aus, was dort steht, und senden Sie noch einmal.',
  'closing-out-of-range':
    'Die Tage passen nicht. Prüfen Sie „von“ und „bis“: nicht vorbei, höchstens 92 Tage, höchstens zwei Jahre voraus.',
  'too-many-closings': 'Es sind schon 100 Einträge. Löschen Sie vorher einen, der vorbei ist.',
  'hold-out-of-range': 'Die Sperre muss in der Zukunft enden, höchstens in 30 Jahren.',
  'deadline-out-of-range':
    'Die Frist muss in der Zukunft liegen, höchstens ein halbes Jahr. Wählen Sie einen anderen Zeitpunkt.',
  'poll-closed': 'Die Umfrage ist beendet. Es werden keine Antworten mehr angenommen.',
  'confirmed-already': 'Das ist schon bestätigt. Sie müssen nichts mehr tun.',
  'nothing-open': 'Es ist nichts mehr offen. Eine Erinnerung ist nicht nötig.',
  'nothing-to-confirm': 'Hier wird keine Bestätigung verlangt. Sie müssen nichts tun.',
  'reminded-today': 'Heute wurde schon erinnert. Morgen ist es wieder möglich.',
  'schedule-range': 'Wählen Sie einen Zeitpunkt in der Zukunft, höchstens 90 Tage voraus.',
  'consent-missing': 'Setzen Sie bitte den Haken. Ohne ihn geht nichts an die Kita.',
  'consent-stale': 'Der Satz wurde geändert. Lesen Sie ihn neu und setzen Sie den Haken.',
  'basis-missing': 'Tragen Sie ein, wer angerufen hat und worauf sich der Eintrag stützt.',
  'dates-impossible': 'Die Tage passen nicht. Prüfen Sie „von“ und „bis“, höchstens 92 Tage.',
  'changed-meanwhile':
    'Inzwischen steht hier etwas anderes. Sehen Sie nach, was jetzt gilt, und entscheiden Sie dann noch einmal.',
  'conversation-over':
    'Wer zu diesem Gespräch gehört, hat sich geändert. Was hier steht, bleibt lesbar. Schreiben Sie in einem neuen Gespräch weiter.',
  'family-gone': 'Von der Familie ist niemand mehr da, der das liest. Was hier steht, bleibt lesbar.',
  'already-reported': 'Das haben Sie schon gemeldet. Es wird geprüft.',
  'already-settled': 'Darüber wurde schon entschieden. Laden Sie die Seite neu.',
  locked: 'Hier ist das Schreiben gesperrt. Lesen können Sie weiter.',
  muted: 'Sie können gerade nur mitlesen. Dem Team der Gruppe oder der Leitung können Sie weiter schreiben.',
  'mute-out-of-range': 'Wählen Sie einen Zeitpunkt in den nächsten 30 Tagen.',
  'opened-already': 'Das haben Sie schon geöffnet. Sie müssen nichts tun.',
}
