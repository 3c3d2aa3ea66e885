/** Whom a form ticks as guardians, with what it says of each. */
export function tiesIn(form: FormData): { membership: string; custody: boolean; apart: boolean }[] {
  const ticked = (name: string) => form.getAll(name).map(String)
  const [custodians, apart] = [ticked('custody'), ticked('apart')]
  return ticked('guardian').map((membership) => ({
    membership,
    custody: custodians.includes(membership),
    apart: apart.includes(membership),
  }))
}
