import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folder = 'config/samples'
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))

/** Front matter and text. */
function partsOf(file: string): { readonly front: string; readonly text: string } {
  const [, front = '', text = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, file), 'utf8')) ?? []
  return { front, text: text.trim() }
}

describe('the sample readouts', () => {
  test.each(files)('%s says in its title and its first line that it is fiction', (file) => {
    const { front, text } = partsOf(file)
    expect(front).toMatch(/title: "(?:Fiction: |虚构：)/)
    expect(text).toMatch(/^(?:Fiction: |虚构：)/)
    expect(text.split('\n')[0]).toMatch(/invented|虚构/)
  })

  test('are six or more, one of them in Chinese', () => {
    expect(files.length).toBeGreaterThanOrEqual(6)
    expect(files.some((file) => /\p{Script=Han}/u.test(partsOf(file).text))).toBe(true)
  })
})
