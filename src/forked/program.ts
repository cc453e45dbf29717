import { enableCompileCache, flushCompileCache } from 'node:module'
import { deserialize, serialize } from 'node:v8'
import type { Rules } from '../rules/compiled-rules.ts'
import { type Order, type RulesFrom, refusalOf, type Task, type Told, type Work, type Works } from './orders.ts'

// Whatever is only needed for some of the work is loaded for it: what parses no page and what reads no text stays small.

const tell = (told: Told): void => void process.send?.(told)

let from: RulesFrom | undefined
let compiling: Promise<Rules> | undefined

/** The rules, compiled when they are first needed; where they could not be, the next one who asks has them loaded anew. */
function rules(): Promise<Rules> {
  compiling ??= compile().catch((error: unknown) => {
    compiling = undefined
    throw error
  })
  return compiling
}

async function compile(): Promise<Rules> {
  if (!from) throw new Error('nothing was said of the rules')
  const { compileRules } = await import('../rules/compiled-rules.ts')
  if ('loaded' in from) return compileRules(deserialize(from.loaded))
  const { loadRuleData } = await import('../rules/rule-data.ts')
  const data = await loadRuleData(from.folder)
  const compiled = compileRules(data)
  tell({ kind: 'rules', loaded: serialize(data) })
  return compiled
}

/** Nobody waits for what is given up; the process ends with the program. */
const never = new AbortController().signal

async function resultOf(task: Task): Promise<Works[Work]['gives']> {
  if (task.work === 'ready') return void (await rules())
  if (task.work === 'read') return (await rules()).reader.read(task.of)
  const { parserHere } = await import('../sources/parser.ts')
  switch (task.work) {
    case 'listing':
      return parserHere.listing(task.of, never)
    case 'page':
      return parserHere.page(task.of, never)
    case 'file':
      return parserHere.file(task.of, never)
  }
}

const known = new Set<Work>()

async function carryOut(task: Task): Promise<void> {
  const { work, number } = task
  try {
    tell({ kind: 'done', number, gives: await resultOf(task) })
  } catch (error) {
    tell({ kind: 'refused', number, refusal: refusalOf(error) })
  }
  // What the first of its kind had compiled is kept for the next process, which this one does not live to see.
  if (!known.has(work)) flushCompileCache()
  known.add(work)
}

let last: Promise<void> = Promise.resolve()

process.on('message', (order: Order) => {
  if (order.work !== 'begin') {
    last = last.then(() => carryOut(order))
    return
  }
  from = order.rules
  if (order.compileCache !== undefined) enableCompileCache(order.compileCache)
})
// It ends with the program, however that ended, and not before: Ctrl-C reaches both at once, and what is being read is still waited for.
process.on('disconnect', () => process.exit())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
