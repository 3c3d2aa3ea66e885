export const sessions = {
  title: 'Anmelden',
  lead: 'Guten Tag! Hier kommen Sie in den Morgenkreis Ihrer Kita.',
  email: 'E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  emailMissing: 'Tragen Sie Ihre E-Mail-Adresse ein.',
  passwordMissing: 'Tragen Sie Ihr Passwort ein.',
  promise: 'Keine Werbung, keine fremden Dienste. Was Sie hier lesen, bleibt in Ihrer Kita.',
  logout: 'Abmelden',
  noMembership: 'Sie gehören gerade zu keiner Kita',
  noMembershipNext: 'Die Leitung Ihrer Kita gibt Ihnen einen Code, mit dem Sie hineinkommen.',
}
