import type { LanguageModel } from '../../../src/domain/model.ts'
import type { Assistance } from '../../../src/pipeline/assist/ports.ts'

/** Where the model of these tests would be, if anything were sent to it. */
export const ENDPOINT = { host: 'llm.ruritania.example', model: 'ruritanian-7b' }

const refuse = (): never => {
  throw new Error('nothing was to be sent to the model here')
}

/** A model that must not be asked, behind a gate that lets nothing through; what a test is about is given. */
export function anAssistance(parts: Partial<Assistance> = {}): Assistance {
  const model: LanguageModel = {
    host: ENDPOINT.host,
    name: ENDPOINT.model,
    engineOf: (task) => `${ENDPOINT.model}@${task}`,
    estimate: refuse,
    run: refuse,
  }
  const allowance = { tokensPerDay: 500_000, tokensPerMonth: 5_000_000 }
  return {
    model,
    endpoint: ENDPOINT,
    budget: { workspace: allowance, all: allowance },
    asker: { once: refuse, anew: refuse },
    gate: {
      speaksToMachine: () => false,
      checkProposal: refuse,
      checkSentences: () => ({ sentences: [], dropped: {} }),
      checkAnswer: () => ({ sentences: [], dropped: {} }),
      termsIn: () => [],
      checkTranslation: () => ({ kind: 'dropped', reason: 'unsafe' }),
    },
    overviews: { get: async () => undefined, set: async () => undefined },
    translations: { get: async () => undefined, set: async () => undefined },
    concurrency: 2,
    asksPerHour: 3,
    answerSeconds: 5,
    ...parts,
  }
}
