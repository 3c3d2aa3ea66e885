import { atFacility, atPublic, atSelf, columns, hears, roomKinds } from '@morgenkreis/domain'
import { expect, test } from 'vitest'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map((_, column) => (column === 0 ? '---' : ':-:'))), ...rows.map(row)].join('\n')
const code = (text: string) => `\`${text}\``

const who = {
  admin: 'admin<br>(Verwaltung)',
  educator: 'educator<br>(Fachkraft)',
  council: 'council<br>(Elternbeirat)',
  guardian: 'guardian<br>(Bezugsperson)',
}

const page = `# Who may, and who hears

Printed from the two tables in \`packages/domain/src/access\`; \`npm test -- -u\` prints it anew. A change of rights is
reviewed as a difference of this page.

## Who may

The membership under which somebody acts decides: its role is the column, the cell says how far it reaches. Nothing
reaches into another facility.

${table(
  ['operation', ...columns.map((role) => who[role])],
  Object.entries(atFacility).map(([name, cells]) => [code(name), ...cells.map(({ label }) => label)]),
)}

- **facility**: anywhere in the own facility.
- **shares**: a group in common with the place; what is for the whole facility is shared by every member.
- **writes**: the write right, in every group that is named; for the whole facility only with all groups.
- **own**: written under this very membership.
- **–**: never.

Whoever may not even read a thing is told that there is none (\`not-found\`); \`forbidden\` is said to those who see it.

| without a membership | who |
| --- | --- |
${Object.entries({ ...atPublic, ...atSelf })
  .map(([name, [reach]]) => row([code(name), reach === 'anyone' ? 'anyone' : 'who is signed in, about the own person']))
  .join('\n')}

## Who hears

What happened is told to rooms. The server alone puts people into them, from their memberships: guardians into those of
families, educators and admins into those of staff, the council into its own, and everybody into the one of the own
membership.

${table(
  ['event', ...roomKinds.map((kind) => kind.replace(':', '<br>'))],
  Object.entries(hears).map(([name, tellings]) => [
    code(name),
    ...tellings.map((telling) => (telling === 'nothing' ? '–' : telling)),
  ]),
)}

Told are the rooms of the place alone: those of the groups that are named, or those of the facility where all are. The
end of a membership is told to the admins.
`

test('[K-64, K-75] the page of permissions is what the tables say', async () => {
  await expect(page).toMatchFileSnapshot('permissions.md')
})
