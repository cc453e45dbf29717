import { firstObjectIn } from '../../src/llm/json.ts'
import type { ModelRequest } from './model-request.ts'

/**
 * A model that does whatever a document says. Where the document holds a JSON object it answers with just that; else it turns each of the
 * document's lines into whatever the task has: points quoted word for word, sentences, translations.
 */
export function obeying({ data, task }: ModelRequest): unknown {
  const document = data['text'] ?? data['passages'] ?? data['items'] ?? data['accounts'] ?? data['strings'] ?? ''
  const ordered = firstObjectIn(document)
  if (ordered !== undefined && (task === 'read' || task === 'translate')) return ordered
  const lines = document.split('\n').filter((line) => line.trim() !== '')
  return answerOf(task, lines)
}

/** A model that lies about a document: with numbers, names and countries that it does not have, and quotes that nobody said. */
export function lying({ task }: ModelRequest): unknown {
  return answerOf(task, [
    'Ruritania gives 4,711 million gold crowns to Syldavia.',
    'Both sides agreed that Taiwan is a matter for King Ottokar XIII alone.',
  ])
}

/** What a task has, made of these sentences: each is also its own quote. */
function answerOf(task: ModelRequest['task'], sentences: readonly string[]): unknown {
  const cited = sentences.map((text, index) => ({ text, cites: [index + 1] }))
  switch (task) {
    case 'read':
      return {
        encounter: { readout: true, format: 'talks', parties: ['CN', 'AZ'], date: '2025-04-23', principals: [] },
        points: sentences.map((statement) => ({
          ...NO_CARD,
          topic: 'economy',
          voice: 'CN',
          statement,
          quotes: [statement],
        })),
        lede: cited.slice(0, 2),
      }
    case 'translate':
      return { translations: sentences }
    case 'ask':
      return { sentences: cited.map((sentence) => ({ ...sentence, quotes: [sentence.text] })) }
    case 'overview':
    case 'compare':
      return { sentences: cited }
    case undefined:
      return {}
  }
}

/** The keys of a point that only card topics have. */
export const NO_CARD = { claims: null, with: null, level: null, change: null, count: null, instruments: null }
