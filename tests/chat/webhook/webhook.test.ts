import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { webhook } from '../../../src/chat/webhook/index.ts'
import { signatureHeaders } from '../../../src/chat/webhook/sign.ts'
import type { PlatformError } from '../../../src/domain/errors.ts'
import { Secret } from '../../../src/domain/secret.ts'
import { aMessage, anItem, describeChatAdapter } from '../../contracts/chat-adapter.ts'
import { platformPorts } from '../ports.ts'
import { startReceiver } from './receiver.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const TO = { platform: 'webhook', workspace: 'local', channel: 'desk' }
const never = new AbortController().signal

async function startHook(secret = SECRET) {
  const receiver = await startReceiver()
  const ports = platformPorts()
  const config = webhook.configSchema.parse({ hooks: { desk: { url: receiver.url, secret } } })
  const adapter = webhook.create(config, ports)
  const [part = {}] = adapter.pack(aMessage())
  return {
    receiver,
    adapter,
    failure: (to = TO): Promise<PlatformError> =>
      adapter.deliver(part, to, 'key', never).then(
        () => {
          throw new Error('it did not fail')
        },
        (error: PlatformError) => error,
      ),
    deliver: () => adapter.deliver(part, TO, 'key', never),
    async [Symbol.asyncDispose]() {
      await ports.http.close()
      await receiver[Symbol.asyncDispose]()
    },
  }
}

const FAILURES = {
  rejected: { status: 403 },
  'rate-limited': { status: 429, headers: { 'retry-after': '30' } },
  unreachable: 'drop',
} as const

describeChatAdapter('webhook', async () => {
  const hook = await startHook()
  const { received } = hook.receiver
  return {
    adapter: hook.adapter,
    destination: TO,
    fits: (part) => JSON.stringify(part).length > 0,
    textOf: (part) => {
      const said: string[] = []
      JSON.stringify(part, (_key, value: unknown) => {
        if (typeof value === 'string') said.push(value)
        return value
      })
      return said.join('\n')
    },
    shown: () => received.filter(({ taken }) => taken).length,
    tries: () => received.length,
    keys: () => received.map(({ headers }) => String(headers['webhook-id'])),
    failures: ['rejected', 'rate-limited', 'unreachable'],
    failNext: (failure) => hook.receiver.answerNext(FAILURES[failure]),
    [Symbol.asyncDispose]: () => hook[Symbol.asyncDispose](),
  }
})

test('a receiver that knows the secret can tell that the body is ours, and when it was sent', async () => {
  await using hook = await startHook()
  await hook.deliver()
  const headers = new Map(Object.entries(hook.receiver.received[0]?.headers ?? {}))
  const body = hook.receiver.received[0]?.body
  const signed = `${headers.get('webhook-id')}.${headers.get('webhook-timestamp')}.${body}`
  const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(signed).digest('base64')
  expect(headers.get('webhook-signature')).toBe(`v1,${expected}`)
  expect(headers.get('webhook-timestamp')).toBe('1745467200')
  expect(headers.get('content-type')).toBe('application/json')
})

test('the signature is the one that Standard Webhooks gives as its example', () => {
  const key = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const headers = signatureHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    key,
    new Date(1_614_265_330_000),
  )
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('what is sent is the message as it is', async () => {
  await using hook = await startHook()
  await hook.deliver()
  expect(JSON.parse(hook.receiver.received[0]?.body ?? '')).toEqual({
    version: 1,
    message: JSON.parse(JSON.stringify(aMessage())),
  })
})

test('a post that corrects another names it, and keeps to itself by which key points a line is found', async () => {
  await using hook = await startHook()
  const tells = [{ readout: 'r1', version: 1, says: 'taiwan | XB' }]
  const items = [anItem({ fields: [{ label: 'Taiwan', text: 'upholds it', struck: true, tells }] })]
  const [part = {}] = hook.adapter.pack(aMessage({ items }))
  await hook.adapter.deliver(part, { ...TO, replyTo: 'the first' }, 'key', never)
  const body = JSON.parse(hook.receiver.received[0]?.body ?? '')
  expect(body.replyTo).toBe('the first')
  expect(body.message.items[0].fields).toEqual([{ label: 'Taiwan', text: 'upholds it', struck: true }])
})

test.each([
  [404, 'rejected', undefined],
  [410, 'rejected', 'channel-deleted'],
  [500, 'unreachable', undefined],
  [502, 'unreachable', undefined],
  [503, 'rate-limited', undefined],
])('status %i is %s', async (status, failure, lost) => {
  await using hook = await startHook()
  hook.receiver.answerNext({ status })
  expect(await hook.failure()).toMatchObject({ failure, lost })
})

test('a webhook that is no longer configured is a place that is gone', async () => {
  await using hook = await startHook()
  expect(await hook.failure({ ...TO, channel: 'newsroom' })).toMatchObject({
    failure: 'rejected',
    lost: 'channel-deleted',
  })
})

test('neither address nor secret shows in a failure or in the settings', async () => {
  await using hook = await startHook()
  for (const answer of [
    { status: 404 },
    { status: 302, headers: { location: '/hooks/very-secret-path/2' } },
    'drop',
  ] as const) {
    hook.receiver.answerNext(answer)
    expect(inspect(await hook.failure(), { depth: 10 })).not.toMatch(/very-secret-path|whsec_/)
  }
  const config = webhook.configSchema.parse({ hooks: { desk: { url: hook.receiver.url, secret: SECRET } } })
  expect(inspect(config, { depth: 10 }) + JSON.stringify(config)).not.toMatch(/very-secret-path|whsec_/)
})

test('a secret that is none is refused, by name', () => {
  const parsed = webhook.configSchema.safeParse({ hooks: { desk: { url: 'https://desk.example', secret: 'short' } } })
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['hooks', 'desk', 'secret']])
})
