import { type Dispute, listDisputes } from '../pipeline/review.ts'
import type { AddCommand } from './context.ts'
import { openExisting } from './open.ts'
import { minuteUtc } from './wording.ts'

const HELP = `
On partnership, Taiwan, trade and agreements the rules' reading stands, and a model's other reading is never posted. Where the model is
right, the rules want a phrase: see README, Extend. Where the rules are wrong about one text, retract the key point.`

/** `attache review`: where model and rules take a text differently, for a person to decide. */
export const addReviewCommand: AddCommand = (program, context, finish) => {
  program
    .command('review')
    .description('what a language model takes otherwise than the rules do, newest first, each with what to do about it')
    .option('--limit <count>', 'of how many texts', (text) => Math.max(1, Math.trunc(Number(text)) || 50), 50)
    .addHelpText('after', HELP)
    .action(async ({ limit }: { readonly limit: number }) => {
      const app = await openExisting(context)
      try {
        const lines = (await listDisputes(app.store, limit)).flatMap(disputeLines)
        await context.out(lines.length === 0 ? 'nothing is taken differently\n' : `${lines.join('\n')}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
}

function disputeLines({ at, engine, kept, points }: Dispute): string[] {
  const { shortId, title, language } = kept.readout
  return [
    [minuteUtc(at), shortId, title, `(${engine})`].join('  '),
    ...points.flatMap(({ topic, rules, model, evidence, numbers }) => [
      `  ${topic}: rules ${rules ?? 'nothing'} · model ${model ?? 'nothing'}`,
      ...evidence.map(({ quote }) => `    “${quote.replace(/\s+/g, ' ')}”`),
      ...numbers.map(
        (number) => `    if the rules are wrong: attache retract ${shortId}#${number} --reason wrong-claim`,
      ),
      ...(model === undefined
        ? []
        : [`    if the model is right: a phrase for config/lexicon/${FILES[topic]}.${language.slice(0, 2)}.yaml`]),
    ]),
  ]
}

/** The lexicon of each card topic. */
const FILES: Readonly<Record<Dispute['points'][number]['topic'], string>> = {
  partnership: 'partnership',
  taiwan: 'taiwan',
  'trade-policy': 'trade',
  agreements: 'agreements',
}
