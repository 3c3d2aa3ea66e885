/** Of what a law forbids to delete; loaded where there is some. */
export const holds = {
  held: ({ count }: { count: number }) =>
    count === 1
      ? '1 Eintrag bleibt länger, weil ein Gesetz es verlangt.'
      : `${count} Einträge bleiben länger, weil ein Gesetz es verlangt.`,
  title: 'Gesperrt',
  hint: 'Das darf noch nicht gelöscht werden. Bis dahin liest es niemand.',
  until: ({ source, day }: { source: string; day: string }) => `${source}, bis ${day}`,
  lift: 'Sperre aufheben',
  liftNamed: ({ kind, source }: { kind: string; source: string }) => `Sperre aufheben: ${kind}, ${source}`,
  lifted: 'Die Sperre endet. Danach gilt wieder die eigene Frist.',
}
