import { describe, expect, test } from 'vitest'
import { isUnsafeQuote, isUnsafeSentence } from '../../../src/extract/gate/safe.ts'

describe('a sentence', () => {
  test.each([
    'Iceland, as reported by China, supports “green” growth of 5.6% by 2027.',
    'The U.S. and the U.K. met on 3 Jan. 2025 in St. Gallen.',
    "Côte d'Ivoire’s minister – Ms. Diarra – agreed to 3/4 of it (in principle); China-EU ties grew.",
    'The US side agreed.',
  ])('may be plain: %s', (sentence) => {
    expect(isUnsafeSentence(sentence)).toBe(false)
  })

  test.each([
    ['an address', 'Iceland agreed, see https://mfa.example.'],
    ['an address without its scheme', 'Iceland agreed, see www.mfa.example.'],
    ['a host', 'Iceland agreed with mfa.example on this.'],
    ['a host whose dot is another sign', 'Iceland agreed with mfa．example on this.'],
    ['a host whose dot is a word', 'Iceland agreed with mfa (dot) example on this.'],
    ['a mention', 'Iceland agreed with @everyone.'],
    ['a mention in other signs', 'Iceland agreed with ＠everyone.'],
    ['a mention of Slack', 'Iceland agreed with <!channel>.'],
    ['emphasis', 'Iceland **agreed**.'],
    ['underscores', 'Iceland _agreed_.'],
    ['code', 'Iceland `agreed`.'],
    ['a link of Markdown', 'Iceland [agreed](x).'],
    ['a heading', '# Iceland agreed.'],
    ['a letter of another script', 'Icеland agreed.'],
    ['a joiner', 'Ice\u200bland agreed.'],
    ['a turn of direction', 'Iceland \u202eagreed.'],
    ['a tag', 'Iceland agreed\u{e0041}.'],
    ['a line break', 'Iceland\nagreed.'],
    ['a picture', 'Iceland agreed 🎉.'],
    ['letters upon letters', 'Iceland a\u0301\u0301\u0301\u0301greed.'],
    ['a question', 'Did Iceland agree?'],
    ['a shout', 'Iceland agreed!'],
    ['two sentences', 'Iceland agreed. China did too.'],
    ['itself', 'I cannot summarise what Iceland agreed to.'],
    ['us', 'Iceland agreed with us.'],
    ['whoever reads it', 'Iceland asks you to agree.'],
    ['whoever reads the digest', 'Iceland asks subscribers to agree.'],
    ['the text', 'Iceland agreed, as this text says.'],
    ['nothing', ''],
  ])('may not have or speak of %s: %s', (_what, sentence) => {
    expect(isUnsafeSentence(sentence)).toBe(true)
  })
})

describe('a quote', () => {
  test.each([
    'We “stand ready”, he said [in French]; what more do you want?\nIt is 3.5% of it.',
    '双方同意：共建“一带一路”（2025—2030）。',
    'Стороны согласовали 5 документов № 3.',
  ])('may be whatever people write: %s', (quote) => {
    expect(isUnsafeQuote(quote)).toBe(false)
  })

  test.each([
    'see https://x.example',
    'see x.example now',
    'dear @here',
    'dear <@U1>',
    'a\u200bb of it',
    'so **bold**',
    '[so](bold)',
    'not \u202eso',
  ])('may not be more than words where it is shown: %s', (quote) => {
    expect(isUnsafeQuote(quote)).toBe(true)
  })
})
