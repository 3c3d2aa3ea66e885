const families = (count: number) => (count === 1 ? '1 Familie' : `${count} Familien`)
const staff = (count: number) => (count === 1 ? '1 Fachkraft' : `${count} Fachkräfte`)

/** „der Sonnengruppe“, „aus Igelgruppe und Wellengruppe“, „der ganzen Kita“. */
function belonging(groups: readonly string[] | 'all') {
  if (groups === 'all') return 'der ganzen Kita'
  const [only] = groups
  if (groups.length === 1 && only?.endsWith('gruppe')) return `der ${only}`
  return `aus ${new Intl.ListFormat('de').format(groups)}`
}

export const composer = {
  label: 'Ihr Kommentar',
  placeholder: 'Schreiben Sie etwas dazu …',
  audience: (audience: { families: number; staff: number; groups: readonly string[] | 'all' }) =>
    `Sichtbar für ${families(audience.families)} ${belonging(audience.groups)} und ${staff(audience.staff)}`,
  submit: 'Kommentar senden',
  textMissing: 'Schreiben Sie zuerst einen Text.',
  tooLong: ({ longest }: { longest: number }) => `Der Text ist zu lang. Es passen ${longest} Zeichen hinein.`,
  tickMissing: 'Setzen Sie bitte diesen Haken. Ohne ihn wird nichts gesendet.',
  audienceUnknown:
    'Ohne Verbindung wissen wir nicht, wer mitliest. Ihr Entwurf bleibt hier, bis Sie wieder online sind.',
  counting: 'Wir zählen, wer mitliest …',
}
