import { discordInStory } from './discord.ts'
import { describeStory } from './story.ts'

describeStory('discord', discordInStory)
