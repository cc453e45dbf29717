import { expect, test } from 'vitest'
import { feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { startModelServer } from '../fakes/model-server.ts'
import { TEAM } from '../fakes/slack-state.ts'
import { chinaBefore, chinaOnKazakhstan } from './fiction.ts'
import { anInstallation } from './installation.ts'
import { careful } from './newsroom.ts'
import { slackInStory } from './slack.ts'

test('slack: an admin turns questions on by the button under what was shown; answers carry no word of a question', async () => {
  await using slack = await slackInStory()
  await using china = await startMinistry()
  await using model = await startModelServer({ answer: careful })
  china.feed('/feed', [chinaOnKazakhstan, chinaBefore])
  const environment = { ...slack.environment, LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'fable-1' }
  await using here = await anInstallation(`sources:\n${feedSource('cn', 'CN', `${china.baseUrl}/feed`)}`, environment)
  await here.begin()
  await slack.invite()
  const ask = (words: string, by: 'reader' | 'manager') => slack.ask('model', { turn: words }, by)

  const shown = await ask('ask-on', 'manager')
  expect(shown.text).toContain('fable-1')
  const [button] = JSON.stringify(slack.platform.responses.at(-1)?.body).match(/model ask on [0-9a-f]{8}/) ?? []
  expect((await ask(button?.replace('model ', '') ?? '', 'reader')).text).toContain('manage the whole workspace')
  expect((await ask(button?.replace('model ', '') ?? '', 'manager')).text).toContain('Questions: on')
  const consent = { platform: 'slack', workspace: TEAM, feature: 'ask', host: new URL(model.baseUrl).host }
  expect(await here.app.store.modelConsents()).toMatchObject([consent])

  const before = slack.platform.responses.length
  const answer = await slack.ask(
    'ask',
    { question: 'Who upholds a principle on Zanzibarian quinces in Kazakhstan?' },
    'reader',
  )
  expect(answer.text).toContain('Kazakhstan adheres to the one-China principle.')
  expect(JSON.stringify(slack.platform.responses.slice(before))).not.toMatch(/zanzibar|quince/i)
  expect(here.faults).toEqual([])
})
