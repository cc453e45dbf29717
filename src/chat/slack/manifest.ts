import type { webApi } from '@slack/bolt'
import { CALLBACK_PATH } from './requests.ts'

// https://docs.slack.dev/reference/app-manifest

/** An app's manifest, by Slack's own schema. */
export type Manifest = webApi.AppsManifestValidateArguments['manifest']

/** The slash command; an operator may call it otherwise. */
export const COMMAND = '/readout'

/** Where workspaces install the app by themselves, and where Slack sends people back to. */
export const INSTALL_PATH = '/slack/install'
/** Where Slack sends people back who added the app. */
export const REDIRECT_PATH = '/slack/oauth_redirect'

/** The message shortcut *Read this*. */
export const READ_THIS = 'read-this'

type Bot<Key extends 'scope' | 'event'> = Key extends 'scope'
  ? NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number]
  : NonNullable<NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events']>[number]

/** What the bot is allowed to, each with the feature that needs it, and no more. */
export const SCOPES: readonly { readonly scope: Bot<'scope'>; readonly feature: string }[] = [
  { scope: 'commands', feature: 'the slash command and the message shortcut' },
  {
    scope: 'chat:write',
    feature:
      'digests, alerts and notices in channels that the bot was invited to, and a word to who subscribed what pauses',
  },
  { scope: 'channels:read', feature: 'whether a public channel is restricted, and who is in it' },
  { scope: 'groups:read', feature: 'the same, of private channels that the bot was invited to' },
  { scope: 'users:read', feature: 'whether somebody is a guest or an admin, and their time zone' },
]

/** By choice: the bot may look whether a message of a broken-off try arrived, instead of posting it again. It can then read those channels. */
export const LOOKUP_SCOPES: typeof SCOPES = [
  { scope: 'channels:history', feature: 'looking for our own message in public channels that the bot was invited to' },
  { scope: 'groups:history', feature: 'the same, in private ones' },
]

/** All that is asked for, as it is configured. */
export const scopesFor = ({ lookup }: { readonly lookup: boolean }): typeof SCOPES => [
  ...SCOPES,
  ...(lookup ? LOOKUP_SCOPES : []),
]

/** What we ask to be told of, each with what it is for. */
export const EVENTS: readonly { readonly event: Bot<'event'>; readonly feature: string }[] = [
  { event: 'app_home_opened', feature: 'shows the Home tab' },
  { event: 'member_joined_channel', feature: 'the bot was invited: what was paused for its absence goes on' },
  { event: 'member_left_channel', feature: 'the bot was removed: what is subscribed there pauses' },
  { event: 'channel_left', feature: 'the same, where Slack tells it so' },
  { event: 'group_left', feature: 'the same, of a private channel' },
  { event: 'channel_archive', feature: 'what is subscribed there pauses' },
  { event: 'channel_unarchive', feature: 'and goes on' },
  { event: 'channel_deleted', feature: 'and ends' },
  { event: 'channel_rename', feature: 'its name is shown' },
  { event: 'channel_id_changed', feature: 'it was shared, or no longer is: what is subscribed there goes along' },
  { event: 'group_archive', feature: 'the same, of a private channel' },
  { event: 'group_unarchive', feature: 'the same' },
  { event: 'group_deleted', feature: 'the same' },
  { event: 'group_rename', feature: 'the same' },
  { event: 'app_uninstalled', feature: 'everything of the workspace pauses, and is erased in time' },
  { event: 'tokens_revoked', feature: 'the same' },
]

/** What of the app depends on how it is set up. */
export type ManifestOptions = {
  readonly lookup?: boolean | undefined
  /** Where Slack reaches our server; absent: Socket Mode, which needs no open port. */
  readonly publicUrl?: string | undefined
}

/** The app as Slack is to know it. */
export function manifest({ lookup = false, publicUrl }: ManifestOptions = {}): Manifest {
  const url = publicUrl === undefined ? undefined : new URL(CALLBACK_PATH, publicUrl).href
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Attaché',
      description: 'Official readouts of meetings and calls, with the words that changed.',
      long_description:
        'Attaché watches the sites of foreign ministries and presidencies, reads every new official account of a meeting or call, and ' +
        'posts what is new in it to the channels that asked for a country or a topic: each point with the account’s own words, and with ' +
        'what was said before where that changed. In a channel, /readout looks things up.',
      background_color: '#1b3a5b',
    },
    features: {
      bot_user: { display_name: 'attache', always_online: true },
      // Read only: what somebody writes to the app is not read.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      slash_commands: [
        {
          command: COMMAND,
          description: 'Look up official accounts of meetings and calls',
          usage_hint: 'latest azerbaijan | country kazakhstan | subscribe | help',
          should_escape: false,
          ...(url === undefined ? {} : { url }),
        },
      ],
      shortcuts: [
        {
          name: 'Read this',
          type: 'message',
          callback_id: READ_THIS,
          description: 'Read an official account that a message links to',
        },
      ],
    },
    oauth_config: {
      ...(publicUrl === undefined ? {} : { redirect_urls: [new URL(REDIRECT_PATH, publicUrl).href] }),
      scopes: { bot: scopesFor({ lookup }).map(({ scope }) => scope) },
    },
    settings: {
      event_subscriptions: {
        bot_events: EVENTS.map(({ event }) => event),
        ...(url === undefined ? {} : { request_url: url }),
      },
      interactivity: {
        is_enabled: true,
        ...(url === undefined ? {} : { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  }
}
