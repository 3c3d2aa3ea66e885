import { announcements } from './en/announcements.ts'
import { comments } from './en/comments.ts'
import { composer } from './en/composer.ts'
import { errors } from './en/errors.ts'
import { more } from './en/more.ts'
import { post } from './en/post.ts'
import { refusals } from './en/refusals.ts'
import { ribbons } from './en/ribbons.ts'
import { sessions } from './en/sessions.ts'
import { shell } from './en/shell.ts'
import { signs } from './en/signs.ts'
import { threads } from './en/threads.ts'
import { today } from './en/today.ts'

export const en = {
  announcements,
  comments,
  composer,
  errors,
  more,
  post,
  refusals,
  ribbons,
  sessions,
  shell,
  signs,
  threads,
  today,
}
