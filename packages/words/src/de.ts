import { announcements } from './de/announcements.ts'
import { comments } from './de/comments.ts'
import { composer } from './de/composer.ts'
import { errors } from './de/errors.ts'
import { more } from './de/more.ts'
import { post } from './de/post.ts'
import { refusals } from './de/refusals.ts'
import { ribbons } from './de/ribbons.ts'
import { sessions } from './de/sessions.ts'
import { shell } from './de/shell.ts'
import { signs } from './de/signs.ts'
import { threads } from './de/threads.ts'
import { today } from './de/today.ts'

export const de = {
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
