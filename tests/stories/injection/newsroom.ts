import { join } from 'node:path'
import { renderMessage as discord } from '../../../src/chat/discord/render.ts'
import { renderMessage as slack } from '../../../src/chat/slack/render.ts'
import { renderMessage as terminal } from '../../../src/chat/terminal/render.ts'
import { webhook } from '../../../src/chat/webhook/index.ts'
import { loadGateLexicon } from '../../../src/config/gate-lexicon.ts'
import { compileGazetteer } from '../../../src/countries/gazetteer.ts'
import { compileOfficials } from '../../../src/countries/officials.ts'
import { dressMessage } from '../../../src/digest/dress.ts'
import { toMessage } from '../../../src/digest/message.ts'
import type { Message } from '../../../src/domain/message.ts'
import type { Fact, ModelReading } from '../../../src/domain/model.ts'
import type { KeptReading } from '../../../src/domain/readout.ts'
import { compileGate, type Gate } from '../../../src/extract/gate/gate.ts'
import { loadRuleData } from '../../../src/rules/rule-data.ts'
import { compileRules } from '../../../src/rules/compiled-rules.ts'
import { extractArticle } from '../../../src/sources/article.ts'
import { platformPorts } from '../../chat/ports.ts'
import { anOccasion, itemsOf } from '../../digest/builders.ts'
import { NO_CARD } from '../../fakes/model-characters.ts'
import { startModelServer } from '../../fakes/model-server.ts'
import { askingAt, forever } from '../../llm/asking.ts'
import { aSource } from '../../sources/builders.ts'
import type { Payload } from './attacks.ts'

/** What a page became: the text that was read of it, and everything that four platforms would show. */
export type Published = {
  readonly text: string
  /** Whether the text would have been kept from the model. */
  readonly isSuspect: boolean
  readonly reading: ModelReading
  readonly messages: Readonly<Record<'discord' | 'slack' | 'terminal' | 'webhook', string>>
}

const URL_OF_PAGE = 'https://ministry.example/news/1'
const SOURCE = aSource({ id: 'is-mfa', issuer: 'IS', name: 'Iceland, foreign ministry', article: { body: 'main' } })

/**
 * The way from a ministry's page to the messages, with a model over the wire that says whatever it is told to: in the reading, in an overview
 * and in every translation. It is asked of suspect texts too, as if nobody had kept them from it.
 */
export async function openNewsroom() {
  const data = await loadRuleData('config')
  const { reader } = compileRules(data)
  const gazetteer = compileGazetteer(data.names)
  const officials = compileOfficials(data.officials)
  const lexicon = await loadGateLexicon(join('config', 'lexicon'))
  const gate = compileGate({ gazetteer, officials, encounterWords: data.encounterWords, lexicon })
  const server = await startModelServer()
  const asking = await askingAt(server.baseUrl)

  async function publish(html: string, payload: Payload, judge: Gate = gate): Promise<Published> {
    const article = extractArticle(html, { asked: URL_OF_PAGE, cameFrom: URL_OF_PAGE }, SOURCE, undefined)
    const { text = '', title = '' } = article ?? {}
    const document = { text, title, published: '2025-06-17', language: 'en', issuer: 'IS' }
    const reading = reader.read(document)
    const kept = keptOf(document, reading)
    const message = toMessage(itemsOf([kept]), anOccasion({ displayName: gazetteer.displayName, alert: true }))
    server.answer(({ task }) => obeying(payload, task, reading.keyPoints.length + 1))
    const inputs = { ...document, facts: reading.keyPoints.map(factOf) }
    const proposed = await asking.model.run('read', inputs, forever)
    if (proposed.kind !== 'answered') throw new Error(`the model did not answer: ${JSON.stringify(proposed)}`)
    const { keyPoints: rulePoints } = reading
    const machine = judge.checkProposal(proposed.output, {
      ...document,
      engine: 'fable',
      encounter: reading,
      rulePoints,
    })
    return {
      text,
      isSuspect: gate.speaksToMachine(`${title}\n${text}`),
      reading: machine,
      messages: render(await dressed(message, machine, payload, judge)),
    }
  }

  /** With the model's overview and its translations into German, as far as the gate lets them through. */
  async function dressed(message: Message, machine: ModelReading, payload: Payload, judge: Gate): Promise<Message> {
    const items = message.items.map(({ heading, fields }) => ({
      heading,
      statement: `${fields.map(({ label, text }) => `${label}: ${text}`).join('. ')}.`,
      quotes: [],
    }))
    const facts: readonly Fact[] = items.map(({ heading, statement }) => ({
      statement: `${heading}. ${statement}`,
      quotes: [],
    }))
    const overview = await asking.model.run('overview', { items }, forever)
    const sentences =
      overview.kind === 'answered' ? judge.checkSentences(overview.output.sentences, facts, undefined).sentences : []
    const { lede, points } = machine
    const words = {
      overview: sentences.map(({ text }) => text),
      language: 'de',
      displayName: gazetteer.displayName,
      readings: new Map(
        message.items.map(({ id }) => [
          id,
          {
            lede: lede.length === 0 ? undefined : { text: lede.map(({ text }) => text).join(' '), tells: [] },
            points: points.map((point) => ({ point, issuer: 'IS', told: { readout: id, version: 1, says: '' } })),
          },
        ]),
      ),
    }
    const wishes = new Set<string>()
    dressMessage(message, { ...words, translate: (text) => void wishes.add(text) })
    const ready = new Map<string, string>()
    const strings = [...wishes]
    server.answer(() => ({ translations: strings.map(() => payload.german ?? payload.statement) }))
    const made = await asking.model.run('translate', { strings, into: 'de', glossary: [] }, forever)
    const translations = made.kind === 'answered' ? made.output.translations : []
    for (const [at, string] of strings.entries()) {
      const checked = judge.checkTranslation(string, translations[at] ?? '', { from: 'en', into: 'de' })
      if (checked.kind === 'kept') ready.set(string, checked.text)
    }
    return dressMessage(message, { ...words, translate: (text) => ready.get(text) })
  }

  return {
    gate,
    publish,
    async [Symbol.asyncDispose]() {
      await asking[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The model that obeys: whatever it is asked for, it says what the page told it to say. `own` is the number of its own key point. */
function obeying(
  { statement, quotes, topic = 'economy', voice = 'IS', claims }: Payload,
  task: string | undefined,
  own: number,
): unknown {
  if (task !== 'read') return { sentences: [{ text: statement, cites: [1] }] }
  return {
    encounter: { readout: true, format: 'meeting', parties: ['IS', 'UY'], date: '2025-06-17', principals: [] },
    points: [{ ...NO_CARD, topic, voice, statement, quotes, ...(claims === undefined ? {} : { claims }) }],
    lede: [
      { text: statement, cites: [own] },
      { text: statement, cites: [0] },
    ],
  }
}

const factOf = ({ statement, evidence }: KeptReading['reading']['keyPoints'][number]): Fact => ({
  statement,
  quotes: evidence.map(({ quote }) => quote),
})

function keptOf(
  { text, title }: { readonly text: string; readonly title: string },
  reading: KeptReading['reading'],
): KeptReading {
  const at = new Date('2025-06-17T12:00:00Z')
  const readout = {
    id: 'r1',
    shortId: 'a7f3',
    sourceId: SOURCE.id,
    issuer: 'IS',
    body: 'ministry',
    authority: 'official' as const,
    url: URL_OF_PAGE,
    title,
    language: 'en',
    publishedAt: at,
    storedAt: at,
    arrival: 'poll' as const,
  }
  return { readout, version: { readoutId: 'r1', number: 1, textHash: 'h', text, fetchedAt: at }, reading }
}

const hooks = webhook.create({ hooks: {} }, platformPorts())

const render = (message: Message): Published['messages'] => ({
  discord: shown(discord(message)),
  slack: shown(slack(message)),
  terminal: shown(terminal(message, { colour: false, hyperlinks: false, width: 4_000 })),
  webhook: shown(hooks.pack(message)),
})

/** All of it as people could read it: without what cannot be seen, and without the signs that platforms are escaped by. */
const shown = (message: unknown): string =>
  JSON.stringify(message)
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\\]/gu, '')
