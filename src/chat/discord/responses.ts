import type { APIModalInteractionResponseCallbackData, REST } from 'discord.js'
import type { View } from './answer.ts'
import { fileDisplay, FLAG, NO_MENTIONS } from './components.ts'
import type { Interaction } from './interaction.ts'

// https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction

const TYPE = { message: 4, deferredMessage: 5, deferredUpdate: 6, completions: 8, modal: 9 } as const

/** A file that goes to whoever asked for it. */
export type File = { readonly name: string; readonly mediaType: string; readonly content: string }

/** Posts in a channel or thread without calling anybody; `once` is the same for every try of the same post. Throws `PlatformError`. */
export type Post = (channel: string, view: readonly unknown[], once: string, signal: AbortSignal) => Promise<void>

/** How an interaction is answered, to the asking person alone. The first answer must arrive within 3 s, later ones within 15 min. */
export type Responses = ReturnType<typeof createResponses>

/** Answers interactions: at once, later, and with further messages. */
export function createResponses(rest: Pick<REST, 'post' | 'patch'>) {
  // An interaction's own token is all the right that it takes.
  const auth = false
  const begin = (interaction: Interaction, type: number, data?: object): Promise<unknown> =>
    rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body: { type, data }, auth })
  const webhook = ({ applicationId, token }: Interaction) => `/webhooks/${applicationId}/${token}` as const
  const privately = (view: readonly unknown[]) => ({
    flags: FLAG.componentsV2 | FLAG.ephemeral,
    components: view,
    allowed_mentions: NO_MENTIONS,
  })

  return {
    /** Says that an answer is coming. */
    defer: (interaction: Interaction) => begin(interaction, TYPE.deferredMessage, { flags: FLAG.ephemeral }),
    /** Says that the message with the button stays, or will be edited. */
    deferUpdate: (interaction: Interaction) => begin(interaction, TYPE.deferredUpdate),
    /** Answers at once. */
    say: (interaction: Interaction, view: View) => begin(interaction, TYPE.message, privately(view)),
    /** Opens a form, which must be the first answer. */
    openForm: (interaction: Interaction, form: APIModalInteractionResponseCallbackData) =>
      begin(interaction, TYPE.modal, form),
    complete: (
      interaction: Interaction,
      choices: readonly { readonly name: string; readonly value: string | number }[],
    ) => begin(interaction, TYPE.completions, { choices }),
    /** Fills in what was deferred. */
    edit: (interaction: Interaction, view: readonly unknown[]) =>
      rest.patch(`${webhook(interaction)}/messages/@original`, {
        body: { flags: FLAG.componentsV2, components: view, allowed_mentions: NO_MENTIONS },
        auth,
      }),
    /** Fills in what was deferred, with a file under it. */
    editWithFile: async (interaction: Interaction, view: View, file: File) => {
      const body = {
        flags: FLAG.componentsV2,
        components: [...view, fileDisplay(file.name)],
        allowed_mentions: NO_MENTIONS,
        attachments: [{ id: '0', filename: file.name }],
      }
      return rest.patch(`${webhook(interaction)}/messages/@original`, { ...(await encodeForm(body, file)), auth })
    },
    /** One more message after the first. */
    followUp: (interaction: Interaction, view: View) =>
      rest.post(webhook(interaction), { body: privately(view), auth }),
  }
}

/**
 * A request with a file, as bytes. Left to the SDK, the request is never sent where another copy of undici is loaded beside its own, as it
 * is here: https://github.com/nodejs/undici/issues/5520
 */
async function encodeForm(body: object, { name, mediaType, content }: File) {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(body))
  form.set('files[0]', new Blob([content], { type: mediaType }), name)
  const encoded = new Response(form)
  return {
    body: await encoded.bytes(),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    passThroughBody: true,
  }
}
