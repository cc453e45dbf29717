import { slackInStory } from './slack.ts'
import { describeStory } from './story.ts'

describeStory('slack', slackInStory)
