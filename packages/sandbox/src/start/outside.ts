import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from './settings.ts'

/** How the demo reaches the outside, unless somebody says otherwise: it pushes, and its mails lie in a mailbox at /dev/mail. */
export async function outsideIn(dataFolder: string, env: Env): Promise<Record<string, string>> {
  const mail: Record<string, string> = env['MAIL_URL']
    ? {}
    : { MAIL_URL: 'mailbox:', MAIL_FROM: 'demo@morgenkreis.example' }
  if (env['VAPID_KEY_FILE']) return mail
  const path = join(dataFolder, 'vapid.key')
  const subject = env['VAPID_SUBJECT'] || 'mailto:demo@morgenkreis.example'
  return { ...mail, VAPID_KEY_FILE: await keyAt(path), VAPID_SUBJECT: subject }
}

/** Made once: with another one every device that had subscribed would be lost. */
async function keyAt(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    const { createVapidKey } = await import('@morgenkreis/gateway')
    await createVapidKey(path)
  }
  return path
}
