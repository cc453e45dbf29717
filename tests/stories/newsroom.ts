import { COMMAND } from '../../src/chat/discord/commands.ts'
import { specOf } from '../../src/commands/spec.ts'
import type { CommandName } from '../../src/domain/command.ts'
import { feedSource } from '../cli/fiction.ts'
import { BIT, MANAGER, READER } from '../fakes/discord-state.ts'
import { startMinistry, type PublishedItem } from '../fakes/ministry.ts'
import { NO_CARD } from '../fakes/model-characters.ts'
import type { ModelRequest } from '../fakes/model-request.ts'
import type { Count } from '../fakes/model-reply.ts'
import { type ModelServer, startModelServer } from '../fakes/model-server.ts'
import { discordInStory } from './discord.ts'
import { chinaBefore, kazakhstanBefore } from './fiction.ts'
import { anInstallation } from './installation.ts'
import type { Shown } from './platform.ts'

// A channel on Discord, two ministries and a language model, all on loopback. Everybody in it is fiction.

const HOUR_MS = 3_600_000

/** Who manages the whole server. */
export const OWNER = { user: MANAGER, permissions: BIT.manageGuild | BIT.manageChannels } as const

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>

/** A newsroom with a model that is careful, or does as `answer` says; `environment` joins the settings. */
export async function openNewsroom({
  answer = careful,
  environment = {},
  count,
}: {
  readonly answer?: (request: ModelRequest) => unknown
  readonly environment?: Readonly<Record<string, string>>
  /** What the model's server says that a request took. */
  readonly count?: Count
} = {}) {
  const model: ModelServer = await startModelServer({ answer, ...(count ? { count } : {}) })
  const discord = await discordInStory()
  const sites = { CN: await startMinistry(), KZ: await startMinistry() } as const
  const listed: Record<keyof typeof sites, PublishedItem[]> = { CN: [chinaBefore], KZ: [kazakhstanBefore] }
  const issuers = ['CN', 'KZ'] as const
  for (const issuer of issuers) sites[issuer].feed('/feed', listed[issuer])
  const sources = issuers.map((issuer) =>
    feedSource(`${issuer.toLowerCase()}-ministry`, issuer, `${sites[issuer].baseUrl}/feed`),
  )
  const here = await anInstallation(`sources:\n${sources.join('')}`, {
    ...discord.environment,
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: 'fable-1',
    ...environment,
  })
  await here.begin()
  await discord.invite()
  discord.setTime(here.clock.now())
  const { platform } = discord
  const answered = async (
    asked: ReturnType<typeof platform.command>,
  ): Promise<{ readonly shown: Shown; readonly id: string }> => {
    await platform.until(() => asked.original?.components.length)
    const id = asked.original?.id ?? ''
    return { id, shown: discord.shownOf(id) }
  }
  return {
    model,
    here,
    discord,
    /** Somebody who manages the server, or a reader, asks. */
    async ask(name: CommandName, options: Readonly<Record<string, string>>, by: 'owner' | 'reader' = 'owner') {
      const asking = by === 'owner' ? OWNER : { user: READER }
      return answered(platform.command(COMMAND[specOf(name).group], name, options, asking))
    },
    async press(messageId: string, label: string) {
      const message = platform.messages.find(({ id }) => id === messageId)
      if (!message) throw new Error(`there is no message ${messageId}`)
      return answered(platform.press(message, label, OWNER))
    },
    /** Turns on what the model adds to digests, or questions, as a person does. */
    async consent(turn: 'on' | 'ask-on' = 'on'): Promise<void> {
      const { id } = await this.ask('model', { turn })
      await this.press(id, turn === 'on' ? 'Turn it on' : 'Turn questions on')
    },
    /** Lets time pass; what is published meanwhile is read, what is due is posted. */
    async pass(hours: number, ...published: readonly (readonly [keyof typeof sites, PublishedItem])[]): Promise<void> {
      here.clock.advance(hours * HOUR_MS)
      for (const [issuer, item] of published) {
        listed[issuer].unshift(item)
        sites[issuer].feed('/feed', listed[issuer])
      }
      discord.setTime(here.clock.now())
      await here.tick()
      discord.setTime(here.clock.now())
    },
    /** What the worker does beside. */
    round: async (signal = new AbortController().signal): Promise<void> => here.app.assistant?.round(signal),
    /** How often the model was asked each thing. */
    asked: (): Readonly<Record<string, number>> => countBy(model.requests.map(({ task }) => task ?? 'unknown')),
    async [Symbol.asyncDispose]() {
      await here[Symbol.asyncDispose]()
      await Promise.all(issuers.map((issuer) => sites[issuer].close()))
      await discord[Symbol.asyncDispose]()
      await model.close()
    },
  }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** A model that says nothing but what the text says: the encounter, a key point of its own, sentences that repeat what they cite. */
export function careful({ task, data }: ModelRequest): unknown {
  switch (task) {
    case 'read':
      return {
        encounter: { readout: true, format: 'talks', parties: ['CN', 'KZ'], date: '2025-04-24', principals: [] },
        points: pointsIn(data['text'] ?? ''),
        lede: [
          { text: 'China and Kazakhstan held talks.', cites: [0] },
          {
            text: 'Kazakhstan adheres to the one-China principle.',
            cites: [firstOn(['Kazakhstan', 'one-China principle'], data)],
          },
        ],
      }
    case 'overview':
    case 'compare':
      return {
        sentences: [
          {
            text: 'Kazakhstan adheres to the one-China principle.',
            cites: [firstOn(['Kazakhstan', 'one-China principle'], data)],
          },
        ],
      }
    case 'ask':
      return { sentences: answersIn(data['passages'] ?? '') }
    case 'translate':
      return { translations: (data['strings'] ?? '').split('\n').map(() => '译文') }
    default:
      return {}
  }
}

/** A point on railways, where the text speaks of them. */
function pointsIn(text: string): unknown[] {
  const quote = /The two sides exchanged views on railways[^.]*\./.exec(text)?.[0]
  if (quote === undefined) return []
  return [
    {
      ...NO_CARD,
      topic: 'economy',
      voice: 'joint',
      statement: 'Both sides exchange views on railways.',
      quotes: [quote],
    },
  ]
}

/** The number of the first fact or passage that holds these words. */
function firstOn(words: readonly string[], data: ModelRequest['data']): number {
  const lines = Object.values(data).join('\n').split('\n')
  return Number(
    /^(\d+)\./.exec(
      lines.find((line) => /^\d+\./.test(line) && words.every((word) => line.includes(word))) ?? '',
    )?.[1] ?? 1,
  )
}

/** The sentence on the one-China principle, word for word, from the passage that holds it. */
function answersIn(passages: string): unknown[] {
  const line = passages.split('\n').find((one) => one.includes('one-China principle'))
  const quote = /[A-Z][^."\\]*one-China principle/.exec(line ?? '')?.[0]
  const number = Number(/^(\d+)\./.exec(line ?? '')?.[1])
  if (quote === undefined) return []
  return [{ text: 'Kazakhstan adheres to the one-China principle.', cites: [number], quotes: [quote] }]
}
