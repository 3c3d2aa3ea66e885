import type { refusals as German } from '../de/refusals.ts'

export const refusals: typeof German = {
  'acknowledgement-missing': 'Please tick the box. Without it nothing is published.',
  'acknowledgement-stale': 'Your confirmation has expired. Read the sentence again and tick the box anew.',
  'acknowledgement-used': 'This confirmation was used already. Tick the box anew for this post.',
  'audience-changed': 'Somebody has joined in the meantime. Check who reads along now, and tick the box anew.',
  busy: 'Very many people are signing in right now. Try again in a few seconds.',
  forbidden: 'You do not have the right to do this. The head of your Kita can give it to you.',
  gone: 'This no longer exists. It was removed or withdrawn.',
  'id-reused': 'This post was already sent in another version. Reload the page and send it again.',
  internal: 'Something went wrong on our side. Your text is still here. Try again in a minute.',
  invalid: 'Something you entered does not fit. Check whether the text is empty or too long.',
  'last-admin': 'This is the last person with administration. Hand that right to somebody else first.',
  'module-off': 'Your Kita has switched this module off. Ask the head if you need it.',
  'no-membership': 'Your access to this Kita has ended. Reload the page.',
  'not-found': 'We did not find this. Go back to your post and choose it there again.',
  'rate-limited': 'That was very much at once. Wait a moment and then try again.',
  'too-many-tries': 'Too many tries. Wait a quarter of an hour before you sign in again.',
  'try-again': 'That did not work just now. Try again, nothing will be sent twice.',
  unauthenticated: 'You are no longer signed in. Sign in again, your text stays here.',
  'wrong-credentials': 'E-mail or password is wrong. Check both and try again.',
}
