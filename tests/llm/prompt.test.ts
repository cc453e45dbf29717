import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MODEL_TASKS } from '../../src/domain/model.ts'
import { TAIWAN_CLAIMS, TOPICS, TRADE_CLAIMS } from '../../src/domain/topic.ts'
import { fill, parsePrompt } from '../../src/llm/prompt.ts'
import { loadPrompts, PROMPTS_FOLDER } from '../../src/llm/prompts.ts'

const PROMPT = [
  'version: 3',
  'inputs: text, title',
  '',
  'Data is what {{marker}} marks.',
  '---',
  '{{title}}',
  '{{text}}',
]
const parse = (lines: readonly string[]) => parsePrompt('prompts/x.md', lines.join('\n'), ['text', 'title'])
const with_ = (line: number, words: string): string[] => PROMPT.with(line - 1, words)

describe('parsePrompt', () => {
  test('takes a prompt apart', () => {
    expect(parse(PROMPT)).toMatchObject({
      version: 3,
      system: 'Data is what {{marker}} marks.',
      data: '{{title}}\n{{text}}',
    })
  })

  test.each<[string, readonly string[], RegExp]>([
    ['no version', with_(1, 'Read this.'), /^prompts\/x\.md:1: must say `version: 1`/],
    ['version nought', with_(1, 'version: 0'), /^prompts\/x\.md:1:/],
    ['no inputs', with_(2, ''), /^prompts\/x\.md:2: must name the inputs/],
    [
      'an input that the task does not have',
      with_(2, 'inputs: text, title, mood'),
      /^prompts\/x\.md:2: no such input: mood/,
    ],
    ['an input that is not declared', with_(2, 'inputs: text'), /^prompts\/x\.md:2: does not name the input title/],
    ['an input that is not used', with_(6, 'Title'), /^prompts\/x\.md:2: \{\{title\}\} stands nowhere/],
    [
      'an input that is used twice',
      with_(6, '{{title}} {{text}}'),
      /^prompts\/x\.md:7: \{\{text\}\} stands there twice/,
    ],
    [
      'an unknown placeholder',
      with_(7, '{{text}} {{txet}}'),
      /^prompts\/x\.md:7: \{\{txet\}\} must not stand among the data/,
    ],
    [
      'data outside of its place',
      with_(4, '{{marker}} {{text}}'),
      /^prompts\/x\.md:4: \{\{text\}\} must not stand in what to do/,
    ],
    ['the mark among the data', with_(7, '{{text}} {{marker}}'), /^prompts\/x\.md:7: \{\{marker\}\} must not/],
    ['no word of what data is', with_(4, 'Read.'), /^prompts\/x\.md:5: .*\{\{marker\}\} is missing/],
    ['no border', with_(5, '***'), /^prompts\/x\.md:7: has no line/],
  ])('refuses %s, naming the line', (_, lines, reason) => {
    expect(() => parse(lines)).toThrow(reason)
  })
})

describe('the project’s prompts', () => {
  test('are there for every task and name what the task gives', async () => {
    const prompts = await loadPrompts(PROMPTS_FOLDER)
    expect(Object.keys(prompts).toSorted()).toEqual(MODEL_TASKS.toSorted())
  })

  test('the reader’s names every topic and claim of the closed lists', async () => {
    const { system } = (await loadPrompts(PROMPTS_FOLDER)).read
    const unnamed = [...TOPICS, ...TAIWAN_CLAIMS, ...TRADE_CLAIMS].filter((word) => !system.includes(`\`${word}\``))
    expect(unnamed).toEqual([])
  })

  test('one that is missing is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attache-prompts-'))
    await writeFile(join(folder, 'read.md'), PROMPT.join('\n'))
    await expect(loadPrompts(folder)).rejects.toThrow(/cannot read the prompt|read\.md:2: no such input|does not name/)
  })
})

test('what is filled in is not looked at again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const values: Record<string, string> = { a: `${a}{{b}}$&`, b }
      expect(fill('<{{a}}|{{b}}>', (name) => values[name] ?? '')).toBe(`<${a}{{b}}$&|${b}>`)
    }),
  )
})
