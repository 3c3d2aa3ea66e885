import { expect, test } from 'vitest'
import { consents } from './consents.ts'
import { notices } from './notices.ts'

/** As the data-protection concept has it, word for word. */
const sickNote = [
  'Ich bin ausdrücklich damit einverstanden, dass die von mir angegebenen besonderen Kategorien ',
  'personenbezogener Daten, wie die Krankheit meines Kindes, verarbeitet und insbesondere an meine KiTa ',
  'übertragen werden dürfen. Mir ist bewusst, dass diese Einwilligung freiwillig ist und ich sie ',
  'jederzeit mit Wirkung für die Zukunft widerrufen kann. Hierfür genügt die Übersendung der ',
  'Widerrufserklärung in Textform an die Kita-Leitung, die Sie in der Kontaktliste finden. Mir ist ',
  'klar, dass durch den Widerruf der Einwilligung die Rechtmäßigkeit der aufgrund der Einwilligung bis ',
  'zum Widerruf erfolgten Verarbeitung nicht berührt wird. Weitere Informationen in der ',
  'Datenschutzbelehrung im Menü.',
].join('')

test('[K-103] the sentence of a sick note is the one of the concept, word for word', () => {
  expect(consents['sick-note'].de).toBe(sickNote)
})

test('[K-104] the sentence under a comment is the one of the concept, word for word', () => {
  expect(notices['comment-one-group'].de).toBe(
    'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.',
  )
})
