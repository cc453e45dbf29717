import { describe, expect, test } from 'vitest'
import { manifest } from '../../../src/chat/slack/manifest.ts'

describe('the manifest', () => {
  test('asks for five scopes and no more; with the look-up for two to read by', () => {
    expect(manifest().oauth_config?.scopes?.bot).toEqual([
      'commands',
      'chat:write',
      'channels:read',
      'groups:read',
      'users:read',
    ])
    expect(manifest({ lookup: true }).oauth_config?.scopes?.bot?.slice(5)).toEqual([
      'channels:history',
      'groups:history',
    ])
  })

  test('asks for no scope of a person’s', () => {
    expect(manifest({ lookup: true }).oauth_config?.scopes?.user).toBeUndefined()
  })

  test('opens no port, unless it is told where Slack reaches us', () => {
    expect(manifest().settings?.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest())).not.toContain('url')
    const http = manifest({ publicUrl: 'https://attache.example' })
    expect(http.settings?.socket_mode_enabled).toBe(false)
    expect(JSON.stringify(http).match(/https:\/\/attache\.example\/slack\/events/g)).toHaveLength(4)
  })

  // https://docs.slack.dev/reference/app-manifest
  test('keeps to the lengths that Slack allows', () => {
    const { display_information: display, features } = manifest()
    expect(display.name.length).toBeLessThanOrEqual(35)
    expect(display.description?.length).toBeLessThanOrEqual(140)
    expect(display.long_description?.length).toBeGreaterThanOrEqual(174)
    expect(display.long_description?.length).toBeLessThanOrEqual(4_000)
    const [command] = features?.slash_commands ?? []
    expect(command?.command).toMatch(/^\/[a-z]{1,31}$/)
    expect(command?.description.length).toBeLessThanOrEqual(2_000)
    expect(command?.usage_hint?.length).toBeLessThanOrEqual(1_000)
    const [shortcut] = features?.shortcuts ?? []
    expect(shortcut?.name.length).toBeLessThanOrEqual(24)
    expect(shortcut?.description.length).toBeLessThanOrEqual(150)
  })
})
