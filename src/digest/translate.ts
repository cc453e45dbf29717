import type { Answer, Field, Message, MessageItem } from '../domain/message.ts'
import type { Told } from '../domain/retraction.ts'

/** Into which language something is translated, and what its strings are there. */
export type Translation = {
  /** ISO 639-1. */
  readonly language: string
  /**
   * What a string is in that language; nothing where it stays. `from` is `en` for our own words, and the text's language for a quote. Asked
   * for every string that would be translated.
   */
  readonly translate: (text: string, from: string) => string | undefined
  /** By item, in which language it quotes; where that is not known, quotes have no translation. */
  readonly languages?: ReadonlyMap<string, string> | undefined
}

/**
 * The message with its own words translated, and a translation beside each quote, which stays as it stands in its source. Names of states,
 * days and links stay too. The very same message where nothing is translated.
 */
export function translateMessage(message: Message, translation: Translation): Message {
  const items = translateItems(message.items, translation)
  const notification = translation.translate(message.notification, 'en')
  const footer = translation.translate(message.footer, 'en')
  if (items === message.items && notification === undefined && footer === undefined) return message
  return {
    ...message,
    items,
    notification: notification ?? message.notification,
    footer: footer ?? message.footer,
  }
}

/** The same for an answer. */
export function translateAnswer(answer: Answer, translation: Translation): Answer {
  const items = translateItems(answer.items, translation)
  const summary = answer.summary === undefined ? undefined : translation.translate(answer.summary, 'en')
  if (items === answer.items && summary === undefined) return answer
  return {
    ...answer,
    items,
    ...(summary === undefined ? {} : { summary }),
  }
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** The footer, and that there are translations above it. */
export function noted(footer: string, language: string): string {
  const note = `Machine-translated into ${LANGUAGES.of(language) ?? language}; quotes are in the original`
  return [footer, note].filter((line) => line !== '').join(' · ')
}

function translateItems(items: readonly MessageItem[], translation: Translation): readonly MessageItem[] {
  const translated = items.map((item) => translateItem(item, translation))
  return translated.some((item, index) => item !== items[index]) ? translated : items
}

function translateItem(item: MessageItem, translation: Translation): MessageItem {
  const own = (text: string | undefined): string | undefined =>
    text === undefined || text === '' ? undefined : translation.translate(text, 'en')
  const fields = item.fields.map((field) => translateField(field, translation, translation.languages?.get(item.id)))
  const [note, group] = [own(item.note), own(item.group)]
  const isSame = fields.every((field, index) => field === item.fields[index])
  if (isSame && note === undefined && group === undefined) return item
  return { ...item, fields, note: note ?? item.note, group: group ?? item.group }
}

/** A field's own words, and beside its quote what that says. Each share of a line is translated too, since a correction joins them anew. */
export function translateField(field: Field, { translate }: Translation, quoted: string | undefined): Field {
  const label = translate(field.label, 'en')
  const text = field.text === '' ? undefined : translate(field.text, 'en')
  const translation = field.quote === undefined || quoted === undefined ? undefined : translate(field.quote, quoted)
  const tells = field.tells?.map((told) => translateTold(told, translate))
  if (label === undefined && text === undefined && translation === undefined) return field
  return {
    ...field,
    label: label ?? field.label,
    text: text ?? field.text,
    ...(tells === undefined ? {} : { tells }),
    ...(translation === undefined ? {} : { translation }),
  }
}

function translateTold(told: Told, translate: Translation['translate']): Told {
  const text = told.text === undefined ? undefined : translate(told.text, 'en')
  return text === undefined ? told : { ...told, text }
}
