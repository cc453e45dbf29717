import { systemClock } from '../../src/clock.ts'
import { chinaOnIceland, feedSource } from '../cli/fiction.ts'
import { startDiscord } from '../fakes/discord.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { startSlack } from '../fakes/slack.ts'
import { APP_TOKEN, BOT_TOKEN } from '../fakes/slack-state.ts'
import type { Figure } from './figure.ts'
import { startProgram } from './program.ts'

/** The process that reads ends when it had nothing to read for a minute. */
const AT_REST_MS = 80_000

const never = new AbortController().signal

/** The program at work and connected, with nothing to do: by Discord alone, and by both platforms. */
export async function benchIdle(): Promise<Figure[]> {
  await using ministry = await startMinistry()
  ministry.feed('/feed', [chinaOnIceland])
  await using discord = await startDiscord()
  await using slack = await startSlack()
  const sources = `sources:\n${feedSource('cn-ministry', 'CN', `${ministry.baseUrl}/feed`)}`
  const withDiscord = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
  const withSlack = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl }
  const onDiscord = () => discord.until(() => discord.gateway.isOpen())
  const onSlack = () => slack.until(() => slack.sockets.isOpen())
  // The first start strips the types and keeps what it compiled; later ones take that.
  await (await startProgram(sources, { environment: withDiscord, begun: onDiscord }))[Symbol.asyncDispose]()
  const alone = await atRest(sources, withDiscord, onDiscord)
  const both = await atRest(sources, { ...withDiscord, ...withSlack }, () => Promise.all([onDiscord(), onSlack()]))
  const note = `${AT_REST_MS / 1_000} s after it was connected`
  return [
    { what: 'memory, connected to Discord', value: alone, unit: 'MB', atMost: 180, note },
    { what: 'memory, connected to Discord and Slack', value: both, unit: 'MB', atMost: 220, note },
  ]
}

async function atRest(
  sources: string,
  environment: Readonly<Record<string, string>>,
  begun: () => Promise<unknown>,
): Promise<number> {
  await using program = await startProgram(sources, { environment, begun })
  await systemClock.sleep(AT_REST_MS, never)
  const { megabytes } = await program.usage()
  return megabytes
}
