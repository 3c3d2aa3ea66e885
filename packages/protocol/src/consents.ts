/**
 * The sentences by which a person consents for itself, word for word (K-103). A changed sentence is a new version. What is
 * acknowledged before publishing stands in `notices`.
 */
export const consents = {
  'sick-note': {
    version: 1,
    de: 'Ich bin ausdrücklich damit einverstanden, dass die von mir angegebenen besonderen Kategorien personenbezogener Daten, wie die Krankheit meines Kindes, verarbeitet und insbesondere an meine KiTa übertragen werden dürfen. Mir ist bewusst, dass diese Einwilligung freiwillig ist und ich sie jederzeit mit Wirkung für die Zukunft widerrufen kann. Hierfür genügt die Übersendung der Widerrufserklärung in Textform an die Kita-Leitung, die Sie in der Kontaktliste finden. Mir ist klar, dass durch den Widerruf der Einwilligung die Rechtmäßigkeit der aufgrund der Einwilligung bis zum Widerruf erfolgten Verarbeitung nicht berührt wird. Weitere Informationen in der Datenschutzbelehrung im Menü.',
    en: 'I expressly agree that the special categories of personal data which I enter, such as my child’s illness, may be processed and in particular transmitted to my Kita. I am aware that this consent is voluntary and that I can withdraw it at any time with effect for the future. To do so it is enough to send the withdrawal in text form to the head of the Kita, whom you find in the contact list. I understand that withdrawing the consent does not affect the lawfulness of the processing that was based on it until then. More information in the privacy notice in the menu.',
  },
} as const satisfies Record<string, { version: number; de: string; en: string }>

export type ConsentId = keyof typeof consents
