import { describe, expect, test } from 'vitest'
import { applicationIdOf, invitationUrl, PERMISSION } from '../../../src/chat/discord/invitation.ts'
import { Secret } from '../../../src/domain/secret.ts'

describe('the invitation', () => {
  const url = new URL(invitationUrl('123456789012345678'))

  test('asks for the bot and its commands', () => {
    expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize')
    expect(url.searchParams.get('client_id')).toBe('123456789012345678')
    expect(url.searchParams.get('scope')).toBe('bot applications.commands')
  })

  test('asks for five permissions and no more, by the numbers that Discord gives them', () => {
    expect(Object.keys(PERMISSION)).toEqual([
      'View Channel',
      'Send Messages',
      'Embed Links',
      'Create Public Threads',
      'Send Messages in Threads',
    ])
    expect(url.searchParams.get('permissions')).toBe(String(0x400 + 0x800 + 0x4000 + 0x8_0000_0000 + 0x40_0000_0000))
  })

  test('asks to read the history only where the operator chose so', () => {
    const chosen = new URL(invitationUrl('123456789012345678', { history: true })).searchParams.get('permissions')
    expect(BigInt(chosen ?? 0) - BigInt(url.searchParams.get('permissions') ?? 0)).toBe(0x1_0000n)
  })

  test('knows the application by its token', () => {
    const token = `${Buffer.from('123456789012345678').toString('base64')}.abcdef.ghijkl`
    expect(applicationIdOf(new Secret(token))).toBe('123456789012345678')
    expect(() => applicationIdOf(new Secret('what is this'))).toThrow('copy it again')
  })
})
