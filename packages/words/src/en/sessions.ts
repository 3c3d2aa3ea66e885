import type { sessions as German } from '../de/sessions.ts'

export const sessions: typeof German = {
  title: 'Sign in',
  lead: 'Hello! This is the way into the Morgenkreis of your Kita.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  promise: 'No advertising, no foreign services. What you read here stays in your Kita.',
  logout: 'Sign out',
  stillIn: 'You are still signed in',
  stillInNext: 'Signing out did not work just now. Try again in a few seconds.',
  noMembership: 'You do not belong to a Kita right now',
  noMembershipNext: 'The head of your Kita gives you a code that lets you in.',
}
