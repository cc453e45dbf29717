import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { partiesNamed, topicsNamed } from '../../commands/confirmation.ts'
import type { Choice, Command } from '../../domain/command.ts'
import { tellEncounters } from './encounters.ts'
import { type Asking, dossierOf, LATEST, mannerOf, refusal } from './ports.ts'

type Latest = Extract<Command, { name: 'latest' }>

const SHOWN = 8
/** Several texts make one encounter, and some are no readouts. */
const READ = 60

/** The newest encounters of a country, of two sides, or on a topic. */
export async function answerLatest(command: Latest, asking: Asking): Promise<Reply> {
  const { countries, with: others, topic } = command
  const kept = await asking.ports.store.latest({ oneOf: [countries, others], topic, limit: READ })
  const topics = topic === undefined ? [] : [topic]
  const items = tellEncounters(kept, mannerOf(asking, topics), SHOWN)
  const heading = headingOf(command, asking)
  if (items.length === 0) {
    return refusal(`${heading}: nothing in our record.`, widerThan(command))
  }
  return { kind: 'answer', answer: { heading, items, choices: furtherFrom(command) }, shareable: true }
}

/** `Azerbaijan and China, on Taiwan`: how the words were understood. */
function headingOf({ countries, with: others, topic }: Latest, { ports }: Asking): string {
  const sides = [countries, others]
    .filter((codes) => codes.length > 0)
    .map((codes) => partiesNamed(codes, ports.gazetteer))
  const about = topic === undefined ? '' : `on ${topicsNamed([topic])}`
  const words = [sides.join(' with '), about].filter((part) => part !== '').join(', ')
  return words === '' ? 'Latest readouts' : `Latest readouts: ${words}`
}

function widerThan(command: Latest): Choice[] {
  const { countries, with: others, topic } = command
  return [
    ...(topic === undefined || countries.length === 0
      ? []
      : [choice('On any topic', { ...command, topic: undefined })]),
    ...(others.length === 0 ? [] : [choice('With anybody', { ...command, with: [] })]),
    LATEST,
  ]
}

/** Two names side by side are both sides; where the person meant either, one press says so. */
function furtherFrom(command: Latest): Choice[] {
  const { countries, with: others } = command
  const [country] = countries
  const either = choice('Either of them', { ...command, countries: [...countries, ...others], with: [] })
  const dossier = country === undefined ? [] : [dossierOf(country)]
  return [...(others.length > 0 ? [either] : []), ...(countries.length === 1 ? dossier : [])]
}

const choice = (label: string, command: Command): Choice => ({ label, words: format(command) })
