import type { Installation } from '@slack/oauth'
import { isAmong, type OAuthConfig } from './config.ts'
import { page } from './install-page.ts'
import { INSTALL_PATH } from './manifest.ts'

/** How somebody came back from Slack. */
export type Outcome =
  | { readonly kind: 'installed'; readonly installation: Installation }
  | { readonly kind: 'refused'; readonly why: string }
  /** They did not allow it. */
  | { readonly kind: 'declined' }
  /** Not by way of our page, or too late. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed' }

/** What there is to say of a workspace that has just installed the app. */
export type Welcomed = {
  /** The name that the bot is invited by. */
  readonly bot: string
  /** Subscriptions of before, which wait for somebody to resume them. */
  readonly waiting: number
}

/** Why we do not take what was given, if we do not. Pure. */
export function refusalOf(
  { isEnterpriseInstall, enterprise, team, bot }: Installation,
  { allowedTeams }: Pick<OAuthConfig, 'allowedTeams'>,
): string | undefined {
  if (isEnterpriseInstall) return ofOrganisation(enterprise?.name)
  if (!team || !bot) return 'Slack gave no access to a workspace: please try again.'
  if (isAmong(allowedTeams, team.id)) return undefined
  return 'This Attaché does not work for that workspace. Its operator can let it.'
}

/** One token for all workspaces of an organisation could be bounded by none of them: each decides, and takes back, by itself. */
const ofOrganisation = (name = 'the organisation'): string =>
  `You chose ${name}, all of its workspaces at once. Attaché is installed workspace by workspace, so that each decides by itself what is posted ` +
  'there and can take it back. Nothing was kept, and the access was returned. Start again, and on Slack’s page choose a workspace at the top ' +
  'right; where you cannot, an admin of the organisation has to approve the app for that workspace first.'

const AGAIN = { label: 'Start again', url: INSTALL_PATH }

/** The status and the page for whoever came back without installing anything. Pure. */
export function outcomePage(outcome: Exclude<Outcome, { readonly kind: 'installed' }>): readonly [number, string] {
  const failed = (status: number, why: string): readonly [number, string] => [
    status,
    page('Nothing was installed', [why], AGAIN),
  ]
  switch (outcome.kind) {
    case 'refused':
      return failed(403, outcome.why)
    case 'declined':
      return failed(403, 'You did not allow it.')
    case 'unknown':
      return failed(400, 'This address was used before, is older than ten minutes, or belongs to another browser.')
    case 'failed':
      return failed(502, 'Something went wrong, and is noted.')
  }
}

/** What is next for whoever installed it. Pure. */
export function welcomePage({ team, appId }: Installation, { bot, waiting }: Welcomed): string {
  const before =
    `${waiting} ${waiting === 1 ? 'subscription' : 'subscriptions'} of before: nothing is posted for it until somebody resumes it. ` +
    'In its channel, type /readout subscriptions.'
  return page(
    `Attaché is in ${team?.name ?? 'your workspace'}`,
    [`Type /invite @${bot} in a channel, and /readout help.`, ...(waiting > 0 ? [before] : [])],
    { label: 'Open Slack', url: `slack://app?team=${team?.id ?? ''}&id=${appId ?? ''}` },
  )
}
