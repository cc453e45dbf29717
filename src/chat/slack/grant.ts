import type { Installation } from '@slack/oauth'
import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'

/** What a workspace gave the bot, as it is kept: no name, no person. */
const grantSchema = z.object({
  team: z.object({ id: z.string() }),
  bot: z.object({
    id: z.string(),
    userId: z.string(),
    scopes: z.array(z.string()),
    token: z.string(),
    /** These two where the app's tokens run out after some hours. */
    refreshToken: z.string().exactOptional(),
    expiresAt: z.number().exactOptional(),
  }),
})

/** What a workspace gave us to act there by; sealed where it is kept. */
export type Grant = z.infer<typeof grantSchema>

/** What of an installation is kept. Throws where it holds no bot of one workspace. */
export const grantOf = (installation: Installation): Grant => grantSchema.parse(installation)

/** The grant in one secret. */
export const toSecret = (grant: Grant): Secret => new Secret(JSON.stringify(grant))

/** The grant in what `toSecret` gave. */
export const fromSecret = (secret: Secret): Grant => grantSchema.parse(JSON.parse(secret.reveal()))

/** The same as the SDK takes it, which wants a person too. */
export const toInstallation = ({ team, bot }: Grant): Installation<'v2', false> => ({
  team,
  enterprise: undefined,
  user: { id: '', token: undefined, scopes: undefined },
  bot,
  tokenType: 'bot',
  isEnterpriseInstall: false,
  authVersion: 'v2',
})
