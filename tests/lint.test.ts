import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

test('each lint rule that the project counts on fires', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'attache-lint-'))
  await copyFile('tests/lint/breaches.ts', join(folder, 'breaches.ts'))
  const { $schema: _schema, vcs: _vcs, files: _files, ...settings } = JSON.parse(await readFile('biome.json', 'utf8'))
  await writeFile(join(folder, 'biome.json'), JSON.stringify(settings))

  const report = await lintReport(folder)

  expect(new Set(report.diagnostics.map(({ category }) => category.split('/').at(-1)))).toEqual(
    new Set([
      'noFloatingPromises',
      'noMisusedPromises',
      'useExhaustiveSwitchCases',
      'noDefaultExport',
      'noEnum',
      'noNamespace',
      'noNonNullAssertion',
      'noProcessEnv',
      'noConsole',
      'noExplicitAny',
    ]),
  )
})

/** Biome exits with 1 when it finds something, which is what we are after. */
function lintReport(folder: string): Promise<{ diagnostics: { category: string }[] }> {
  return new Promise((settle, reject) => {
    execFile(
      resolve('node_modules/.bin/biome'),
      ['lint', '.', '--reporter=json'],
      { cwd: folder },
      (_error, stdout) => {
        try {
          settle(JSON.parse(stdout))
        } catch (cause) {
          reject(new Error('biome printed no report', { cause }))
        }
      },
    )
  })
}
