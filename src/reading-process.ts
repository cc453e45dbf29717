import { enableCompileCache, flushCompileCache } from 'node:module'
import type { RuleData } from './compiled-rules.ts'
import { ConfigError } from './domain/errors.ts'
import type { Document, Reading } from './domain/reading.ts'

/** What the process is told first, then documents to read, each with the number under which its reading comes back. */
export type Order =
  | {
      readonly kind: 'rules'
      readonly rules: RuleData
      /** Where compiled code is kept. */
      readonly compileCache: string | undefined
    }
  | { readonly kind: 'read'; readonly number: number; readonly document: Document }

/** `ready`, or `fault` (rules that cannot be compiled, in words), is told once and before any reading. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'reading'; readonly number: number; readonly reading: Reading }

const tell = (told: Told): void => void process.send?.(told)

type Read = (document: Document) => Reading

/** Compiles the rules; where they cannot be, says so, and nothing can be read. */
async function readerOf({ rules, compileCache }: Extract<Order, { kind: 'rules' }>): Promise<Read | undefined> {
  if (compileCache !== undefined) enableCompileCache(compileCache)
  const { compileRules } = await import('./compiled-rules.ts')
  try {
    const { reader } = compileRules(rules)
    tell({ kind: 'ready' })
    flushCompileCache()
    return reader.read
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    tell({ kind: 'fault', message: error.message })
    return undefined
  }
}

let compiled: Promise<Read | undefined> | undefined

process.on('message', async (order: Order) => {
  if (order.kind === 'rules') {
    compiled = readerOf(order)
    return
  }
  const read = await compiled
  if (read) tell({ kind: 'reading', number: order.number, reading: read(order.document) })
})
// It ends with the program, however that ended, and not before: Ctrl-C reaches both at once, and what is being read is still waited for.
process.on('disconnect', () => process.exit())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
