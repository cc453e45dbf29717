import type { Span } from '../segment.ts'

/** Words in quotation marks over several sentences, whose speaker is named only behind them: “… . …,” Mr Marr said; “……。”马尔说。 */

/** Whether a quotation begins with the sentence and goes on behind it. In Chinese the mark that ends it closes its last sentence. */
export function opensQuotation(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end)
  if (HAN.test(words)) return /^[“「]/.test(words)
  return (/^“/.test(words) && !words.includes('”')) || (/^"/.test(words) && isOdd(words))
}

/** Whether the sentence ends a quotation that began before it, and goes on with who said it. */
export function endsQuotation(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end)
  if (HAN.test(words)) return HAN_SPEAKER.test(words)
  const closing = words.includes('”') ? !/“[^”]*”/.test(words) : isOdd(words)
  return closing && /["”],?\s[\p{L}\s.'’-]{4,}[.,]?$/u.test(words)
}

/** Whether the quotation may still go on, or be given its speaker, behind the sentence. */
export function continuesQuotation(text: string, { end }: Span): boolean {
  return !/[”」]/.test(text[end - 1] ?? '') || HAN_SPEAKER.test(text.slice(end, end + HAN_REACH))
}

const HAN = /\p{Script=Han}/u
/** How far behind a quotation its speaker is looked for. */
const HAN_REACH = 20
const HAN_SPEAKER = /^\s?[\p{Script=Han}·]{2,12}(?:说|表示|指出|强调)(?:。|，[“「])/u

const isOdd = (words: string): boolean => (words.match(/"/g)?.length ?? 0) % 2 === 1
