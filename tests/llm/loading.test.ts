import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { aDesk } from '../cli/desk.ts'
import { chinaOnIceland, feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'

const run = promisify(execFile)

/** Says on standard error when the package is asked for. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  registerHooks({ resolve(name, context, next) {
    if (name === 'openai') process.stderr.write('openai was loaded\\n')
    return next(name, context)
  } })`)}`

const watched = (environment: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  run(process.execPath, ['--import', WATCH, 'src/attache.js', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
  })

describe('the openai package', () => {
  test('is not loaded for help', async () => {
    const { stdout, stderr } = await watched({}, '--help')
    expect(stdout).toContain('Usage: attache')
    expect(stderr).not.toContain('openai')
  })

  test('is not loaded for the main job without a model', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    const { stdout, stderr } = await watched(desk.environment, 'start', '--once')
    expect(stdout).toContain('Read 1 of 1 source')
    expect(stderr).not.toContain('openai')
  })

  test('would be seen, if it were', async () => {
    const { stderr } = await run(process.execPath, ['--import', WATCH, '--eval', 'import("openai")'])
    expect(stderr).toContain('openai was loaded')
  })
})
