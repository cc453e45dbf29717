import type { Asked, BotHandlers, Caller, Reply } from '../../chat/adapter.ts'
import { prepareCompletions } from '../../commands/complete.ts'
import { commandFrom, commandFromForm } from '../../commands/from-options.ts'
import { parse } from '../../commands/parse.ts'
import type { Parsed } from '../../commands/parsed.ts'
import { commandsOffered } from '../../commands/spec.ts'
import { dayIn } from '../../digest/days.ts'
import type { Command } from '../../domain/command.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { answerAsk } from './ask.ts'
import { answerChange } from './change.ts'
import { answerCompare } from './compare.ts'
import { complete } from './complete.ts'
import { answerCountry } from './country.ts'
import { answerDiff } from './diff.ts'
import { answerEnd } from './end.ts'
import { answerHelp } from './help.ts'
import { answerLatest } from './latest.ts'
import { applyLifecycle, applyPresence } from './lifecycle.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import { answerModel } from './model.ts'
import { listSubscriptions } from './overview.ts'
import { type AnswerPorts, type Asking, refusal } from './ports.ts'
import { answerPrecedent } from './precedent.ts'
import { answerPreview } from './preview.ts'
import { createPageDesk } from './read-page.ts'
import { answerReport } from './report.ts'
import { answerSearch } from './search.ts'
import { answerShow } from './show.ts'
import { answerSince } from './since.ts'
import { answerSources } from './sources.ts'
import { answerSubscribe } from './subscribe.ts'
import { answerSubscriptions } from './subscriptions.ts'
import { answerTimeline } from './timeline.ts'
import { answerWhy } from './why.ts'

/** What platforms call: one asked thing in, one reply out. Nothing asked is kept or logged. */
export function createBot(ports: AnswerPorts): BotHandlers {
  const limiter = createLimiter(ports.clock, ports.limits.commandsPerMinute)
  const questions = createLimiter(ports.clock, ports.assist?.asksPerHour ?? 0, HOUR_MS)
  const desk = ports.pages && createPageDesk(ports, ports.pages)
  const completions = prepareCompletions(ports)
  const recent = rememberRecent(ports)
  const askingFor = (caller: Caller, signal: AbortSignal): Asking => {
    return { ports, caller, now: ports.clock.now(), zone: caller.zone ?? ports.zone, desk, signal }
  }
  return {
    commands: commandsOffered(ports.assist !== undefined),
    async ask(asked, caller, signal) {
      const { platform, workspace } = caller.at
      const waitSeconds = limiter.take(JSON.stringify([platform, workspace, caller.user]))
      if (waitSeconds !== undefined) return refusal(`That was a lot at once: ask again in ${waitSeconds} seconds.`)
      const asking = askingFor(caller, signal)
      if (asked.kind === 'links') return answerLinks(asked.links, asking)
      const parsed = parseAsked(asked, asking)
      if (parsed.kind === 'command') return answer(parsed.command, asking, questions)
      return refusal(parsed.kind === 'ask' ? parsed.question : parsed.text, parsed.choices)
    },
    complete: (completion, caller, signal) => complete(completion, completions, recent, askingFor(caller, signal)),
    lifecycle: (event) => applyLifecycle(event, ports),
    present: (platform, workspaces) => applyPresence(platform, workspaces, ports),
    overview: (at, channels) => listSubscriptions(at, channels, ports),
  }
}

/** Of a single page what is kept of it, else the question whether to read it. */
async function answerLinks(links: readonly string[], asking: Asking): Promise<Reply> {
  const [only, ...more] = links
  if (only !== undefined && more.length === 0) return answerShow({ id: only }, asking)
  return asking.desk?.offer(links, asking) ?? refusal('Attaché reads no pages here.')
}

function parseAsked(asked: Exclude<Asked, { kind: 'links' }>, { ports, now, zone }: Asking): Parsed {
  const vocabulary = { gazetteer: ports.gazetteer, sources: ports.sources, zone, today: dayIn(now, zone) }
  switch (asked.kind) {
    case 'words':
      return parse(asked.words, vocabulary)
    case 'options':
      return commandFrom(asked.name, asked.options, vocabulary)
    case 'form':
      return commandFromForm(asked.name, asked.options, vocabulary)
  }
}

const HOUR_MS = 3_600_000

/** Answers one command; `questions` counts those that go to the model. */
async function answer(command: Command, asking: Asking, questions: Limiter): Promise<Reply> {
  switch (command.name) {
    case 'latest':
      return answerLatest(command, asking)
    case 'country':
      return answerCountry(command, asking)
    case 'timeline':
      return answerTimeline(command, asking)
    case 'search':
      return answerSearch(command, asking)
    case 'ask':
      return answerAsk(command, questions, asking)
    case 'model':
      return answerModel(command, asking)
    case 'show':
      return answerShow(command, asking)
    case 'compare':
      return answerCompare(command, asking)
    case 'diff':
      return answerDiff(command, asking)
    case 'why':
      return answerWhy(command, asking)
    case 'precedent':
      return answerPrecedent(command, asking)
    case 'since':
      return answerSince(command, asking)
    case 'subscribe':
      return answerSubscribe(command, asking)
    case 'change':
      return answerChange(command, asking)
    case 'unsubscribe':
    case 'pause':
    case 'resume':
      return answerEnd(command.name, command.number, asking)
    case 'preview':
      return answerPreview(command.number, asking)
    case 'report':
      return answerReport(command, asking)
    case 'subscriptions':
      return answerSubscriptions(asking)
    case 'sources':
      return answerSources(asking)
    case 'help':
      return answerHelp(asking)
  }
}

/** Completion is asked for at every key: the newest readouts are read once in so long. */
const RECENT_MS = 30_000
const RECENT = 60

function rememberRecent({ store, clock }: AnswerPorts): () => Promise<readonly KeptReading[]> {
  let known: { readonly at: number; readonly kept: Promise<readonly KeptReading[]> } | undefined
  return () => {
    const now = clock.now().getTime()
    if (!known || now - known.at >= RECENT_MS) {
      const kept = store.latest({ limit: RECENT })
      known = { at: now, kept }
      // What failed is asked for again at the next key.
      kept.catch(() => {
        known = undefined
      })
    }
    return known.kept
  }
}
