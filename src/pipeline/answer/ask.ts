import type { Reply } from '../../chat/adapter.ts'
import { soughtIn } from '../../commands/question.ts'
import { dayIn, formatDay } from '../../digest/days.ts'
import { type Manner, titleOf } from '../../digest/encounter-item.ts'
import { cut, MOST_QUOTED } from '../../digest/quote.ts'
import { counted } from '../../digest/words.ts'
import type { Command } from '../../domain/command.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { ProposedSentence } from '../../domain/model.ts'
import { consentsTo } from '../assist/consents.ts'
import type { Assistance } from '../assist/ports.ts'
import { type Passage, retrieve } from '../assist/retrieval.ts'
import { within } from '../assist/within.ts'
import type { Limiter } from './limiter.ts'
import { NO_MODEL } from './model.ts'
import { type Asking, mannerOf, refusal } from './ports.ts'
import { tellText } from './text-item.ts'

/**
 * Answers a question from kept readouts alone, by sentences that each show their readout and its words. The question goes to the model and
 * nowhere else: it is in no log, no cache, no audit and no answer.
 */
export async function answerAsk(
  { question }: Extract<Command, { name: 'ask' }>,
  questions: Limiter,
  asking: Asking,
): Promise<Reply> {
  const { ports, caller, now, zone, signal } = asking
  const { assist, store } = ports
  if (!assist) return refusal(NO_MODEL)
  if (!(await consentsTo(assist.endpoint, store)).allows(caller.at, 'ask'))
    return refusal('Questions are not turned on in this workspace.', [
      { label: 'What that would mean', words: 'model' },
    ])
  const waitSeconds = questions.take(JSON.stringify([caller.at.platform, caller.at.workspace, caller.user]))
  if (waitSeconds !== undefined)
    return refusal(`That was many questions: ask again in ${counted(Math.ceil(waitSeconds / 60), 'minute')}.`)
  const sought = soughtIn(question, { ...ports, zone, today: dayIn(now, zone) })
  // Where a text speaks to machines, it is not shown to one.
  const passages = (await retrieve(sought, store)).filter(({ text }) => !assist.gate.speaksToMachine(text))
  if (passages.length === 0) return notFound(passages)
  const asked = await within(assist.answerSeconds, (until) => ask(question, passages, assist, asking, until), signal)
  switch (asked?.kind) {
    case 'answered':
      return asked.sentences.length === 0 ? notFound(passages) : told(asked.sentences, passages, mannerOf(asking))
    case 'over-budget':
      return refusal(
        'What may be spent on the model is spent for now. Looking things up costs nothing: search, latest.',
      )
    default:
      return refusal('The model did not answer in time. Looking things up works without it: search, latest.')
  }
}

type Sentence = ProposedSentence & { readonly quotes: readonly string[] }

/** Sends question and passages, and believes what the gate lets through. */
async function ask(
  question: string,
  passages: readonly Passage[],
  { asker, gate }: Assistance,
  asking: Asking,
  signal: AbortSignal,
) {
  const manner = mannerOf(asking)
  const given = passages.map(({ kept, text }) => ({ heading: headingOf(kept, manner), text }))
  const request = { task: 'ask', inputs: { question, passages: given }, payer: asking.caller.at } as const
  const asked = await asker.anew(request, signal)
  if (asked.kind !== 'answered') return asked
  const { sentences, dropped } = gate.checkAnswer(asked.output.sentences, given)
  const day = asking.now.toISOString().slice(0, 10)
  await asking.ports.store.countModelDrops({ task: 'ask', day }, dropped)
  return { kind: 'answered', sentences } as const
}

/** `a7f3: China – Azerbaijan, talks, Beijing, 23 April 2025, as China published it`. */
function headingOf(kept: Passage['kept'], manner: Manner): string {
  const { heading, subheading } = titleOf(kept, { ...manner, year: '' })
  return `${kept.readout.shortId}: ${heading}, ${subheading}, as ${manner.displayName(kept.readout.issuer)} published it`
}

/** One item a readout and the sentences that rest on it first, in the order of the answer. */
function told(sentences: readonly Sentence[], passages: readonly Passage[], manner: Manner): Reply {
  const items: MessageItem[] = []
  for (const sentence of sentences) {
    const [first, ...others] = sentence.cites.flatMap((number) => passages[number - 1] ?? [])
    if (!first) continue
    const field = fieldOf(sentence, others)
    const last = items.at(-1)
    if (last?.id === first.kept.readout.id) items[items.length - 1] = { ...last, fields: [...last.fields, field] }
    else items.push(tellText(first.kept, manner, [field]))
  }
  const summary = `Machine-written, from ${counted(passages.length, 'readout')} that may be about it. Each sentence stands with the words that it rests on.`
  // Shown to all, it would have to be asked anew, with the question in a button.
  return { kind: 'answer', answer: { heading: 'From the readouts', summary, items, choices: [] }, shareable: false }
}

function fieldOf({ text, quotes }: Sentence, others: readonly Passage[]): Field {
  const also = others.map(({ kept }) => kept.readout.shortId)
  return {
    label: 'Machine-written',
    text: also.length === 0 ? text : `${text} (also ${[...new Set(also)].join(', ')})`,
    quote: cut(quotes.map((quote) => quote.replace(/\s+/g, ' ').trim()).join(' … '), MOST_QUOTED),
  }
}

function notFound(passages: readonly Passage[]): Reply {
  const days = passages.flatMap(({ kept }) => kept.reading.date ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const span = first && last ? `, of ${formatDay(first)}${first === last ? '' : ` to ${formatDay(last)}`}` : ''
  const looked =
    passages.length === 0
      ? 'No text in our record is about that.'
      : `${counted(passages.length, 'text')} that may be about it${span}, ${passages.length === 1 ? 'does' : 'do'} not answer it.`
  const summary = `${looked} search finds texts by their words.`
  return {
    kind: 'answer',
    answer: { heading: 'Not in the readouts', summary, items: [], choices: [] },
    shareable: false,
  }
}
