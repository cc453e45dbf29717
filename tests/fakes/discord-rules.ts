// Discord's rules for what it is sent, written out: limits, sums and patterns, many of which its OpenAPI description leaves out.
// https://docs.discord.com/developers/resources/message#create-message,
// https://docs.discord.com/developers/components/reference,
// https://docs.discord.com/developers/interactions/application-commands

type Json = Record<string, unknown>

const FLAG = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, silent: 1 << 12, componentsV2: 1 << 15 }

/** What is wrong with a message, as `path: fault`; empty where Discord would take it. */
export function faultsOfMessage(body: unknown, { ephemeral = false, edit = false } = {}): string[] {
  const faults: string[] = []
  if (!isObject(body)) return ['body: no object']
  const posted = edit ? [] : ['nonce', 'enforce_nonce', 'message_reference']
  const known = ['content', 'components', 'flags', 'allowed_mentions', 'attachments', ...posted]
  faults.push(...unknownKeys('body', body, known))
  const flags = typeof body['flags'] === 'number' ? body['flags'] : 0
  const allowed = FLAG.suppressEmbeds | FLAG.silent | FLAG.componentsV2 | (ephemeral ? FLAG.ephemeral : 0)
  if ((flags & ~allowed) !== 0) faults.push(`flags: ${flags} has bits that may not be set`)
  const { nonce } = body
  if (nonce !== undefined && (typeof nonce !== 'string' || nonce.length > 25)) faults.push('nonce: longer than 25')
  const components = body['components'] ?? []
  if (!Array.isArray(components)) return [...faults, 'components: no list']
  if (flags & FLAG.componentsV2) {
    if (body['content'] !== undefined && !(edit && body['content'] === null))
      faults.push('content: not with components v2')
    faults.push(...faultsOfLayout(components))
  } else {
    const content = body['content']
    if (typeof content !== 'string' || content.trim() === '') faults.push('content: empty')
    else if (content.length > 2_000) faults.push('content: longer than 2000')
    if (components.length > 5) faults.push('components: more than 5 rows')
    faults.push(...components.flatMap((one, index) => faultsOfRow(`components[${index}]`, one)))
  }
  return [...faults, ...repeated('custom_id', valuesOf(components, 'custom_id'))]
}

function faultsOfLayout(components: unknown[]): string[] {
  const faults = components.flatMap((one, index) => faultsOfTopLevel(`components[${index}]`, one))
  const count = countOf(components)
  const characters = valuesOf(components, 'content').reduce((sum, text) => sum + text.length, 0)
  if (components.length === 0) faults.push('components: none')
  if (count > 40) faults.push(`components: ${count} are more than 40`)
  if (characters > 4_000) faults.push(`components: ${characters} characters are more than 4000`)
  return faults
}

function faultsOfTopLevel(path: string, component: unknown): string[] {
  if (!isObject(component)) return [`${path}: no object`]
  switch (component['type']) {
    case 1:
      return faultsOfRow(path, component)
    case 9:
      return faultsOfSection(path, component)
    case 10:
      return faultsOfText(path, component)
    case 13:
      return [
        ...unknownKeys(path, component, ['type', 'file']),
        ...(isObject(component['file']) ? [] : [`${path}.file: none`]),
      ]
    case 17:
      return faultsOfContainer(path, component)
    default:
      return [`${path}.type: ${component['type']} may not stand here`]
  }
}

function faultsOfContainer(path: string, component: Json): string[] {
  const { components, accent_color: colour } = component
  const faults = unknownKeys(path, component, ['type', 'components', 'accent_color', 'spoiler'])
  if (!Array.isArray(components) || components.length === 0) return [...faults, `${path}.components: none`]
  if (colour !== undefined && !(Number.isInteger(colour) && Number(colour) >= 0 && Number(colour) <= 0xffffff)) {
    faults.push(`${path}.accent_color: ${colour} is no colour`)
  }
  const inner = components.flatMap((one, index) => {
    const at = `${path}.components[${index}]`
    return isObject(one) && one['type'] === 17 ? [`${at}: a container in a container`] : faultsOfTopLevel(at, one)
  })
  return [...faults, ...inner]
}

function faultsOfSection(path: string, component: Json): string[] {
  const { components, accessory } = component
  const faults = unknownKeys(path, component, ['type', 'components', 'accessory'])
  if (!Array.isArray(components) || components.length < 1 || components.length > 3)
    faults.push(`${path}.components: not 1 to 3`)
  else faults.push(...components.flatMap((one, index) => faultsOfText(`${path}.components[${index}]`, one)))
  return [...faults, ...faultsOfButton(`${path}.accessory`, accessory)]
}

function faultsOfText(path: string, component: unknown): string[] {
  if (!isObject(component) || component['type'] !== 10) return [`${path}: no text display`]
  const { content } = component
  const faults = unknownKeys(path, component, ['type', 'content'])
  if (typeof content !== 'string' || content.trim() === '') return [...faults, `${path}.content: empty`]
  return content.isWellFormed() ? faults : [...faults, `${path}.content: half a character`]
}

function faultsOfRow(path: string, component: unknown): string[] {
  if (!isObject(component) || component['type'] !== 1) return [`${path}: no action row`]
  const { components } = component
  const faults = unknownKeys(path, component, ['type', 'components'])
  if (!Array.isArray(components) || components.length === 0) return [...faults, `${path}.components: none`]
  const menus = components.filter((one) => isObject(one) && one['type'] === 3)
  if (menus.length > 0) {
    return [
      ...faults,
      ...(components.length > 1 ? [`${path}: a menu stands alone`] : []),
      ...faultsOfMenu(path, menus[0]),
    ]
  }
  if (components.length > 5) faults.push(`${path}.components: more than 5 buttons`)
  return [...faults, ...components.flatMap((one, index) => faultsOfButton(`${path}.components[${index}]`, one))]
}

function faultsOfButton(path: string, component: unknown): string[] {
  if (!isObject(component) || component['type'] !== 2) return [`${path}: no button`]
  return [
    ...unknownKeys(path, component, ['type', 'style', 'label', 'custom_id', 'disabled']),
    ...([1, 2, 3, 4].includes(Number(component['style'])) ? [] : [`${path}.style: ${component['style']}`]),
    ...textFaults(`${path}.label`, component['label'], 1, 80),
    ...textFaults(`${path}.custom_id`, component['custom_id'], 1, 100),
  ]
}

function faultsOfMenu(path: string, component: unknown): string[] {
  if (!isObject(component)) return [`${path}: no menu`]
  const { options } = component
  const faults = [
    ...unknownKeys(path, component, ['type', 'custom_id', 'placeholder', 'options', 'min_values', 'max_values']),
    ...textFaults(`${path}.custom_id`, component['custom_id'], 1, 100),
    ...textFaults(`${path}.placeholder`, component['placeholder'] ?? '', 0, 150),
  ]
  if (!Array.isArray(options) || options.length < 1 || options.length > 25)
    return [...faults, `${path}.options: not 1 to 25`]
  for (const [index, option] of options.entries()) {
    if (!isObject(option)) faults.push(`${path}.options[${index}]: no object`)
    else {
      faults.push(...textFaults(`${path}.options[${index}].label`, option['label'], 1, 100))
      faults.push(...textFaults(`${path}.options[${index}].value`, option['value'], 1, 100))
    }
  }
  return [
    ...faults,
    ...repeated(
      `${path}.options value`,
      options.map((option) => String(option.value)),
    ),
  ]
}

/** What is wrong with commands as they are registered. */
export function faultsOfCommands(commands: unknown): string[] {
  if (!Array.isArray(commands)) return ['commands: no list']
  return commands.flatMap((command, index) => {
    if (!isObject(command)) return [`commands[${index}]: no object`]
    if (command['type'] !== undefined && command['type'] !== 1) return faultsOfMenuEntry(`commands[${index}]`, command)
    const characters = charactersOf(command)
    return [
      ...faultsOfNamed(`commands[${index}]`, command),
      ...(characters > 8_000 ? [`commands[${index}]: ${characters} characters are more than 8000`] : []),
    ]
  })
}

/** A form, with labelled text fields, each by its own name. */
export function faultsOfForm({ custom_id: id, title, components }: Json): string[] {
  const labels: unknown[] = Array.isArray(components) ? components : []
  const ids: string[] = []
  const faults = labels.flatMap((label, index) => {
    const path = `components[${index}]`
    const field = isObject(label) ? label['component'] : undefined
    if (!isObject(label) || label['type'] !== 18 || !isObject(field) || field['type'] !== 4)
      return [`${path}: no labelled text`]
    const { custom_id, style, value, max_length: most } = field
    ids.push(String(custom_id))
    return [
      ...textFaults(`${path}.label`, label['label'], 1, 45),
      ...textFaults(`${path}.description`, label['description'] ?? '-', 1, 100),
      ...textFaults(`${path}.custom_id`, custom_id, 1, 100),
      ...(style === 1 || style === 2 ? [] : [`${path}.style: ${style}`]),
      ...(value === undefined ? [] : textFaults(`${path}.value`, value, 1, Number(most ?? 4_000))),
      ...(field['label'] === undefined ? [] : [`${path}: a label within a label`]),
    ]
  })
  return [
    ...textFaults('custom_id', id, 1, 100),
    ...textFaults('title', title, 1, 45),
    ...(labels.length >= 1 && labels.length <= 5 ? [] : [`components: ${labels.length} are not 1 to 5`]),
    ...faults,
    ...repeated('components custom_id', ids),
  ]
}

/** What the menu of a message or a person offers: a name as it is shown, and nothing to say of it. */
function faultsOfMenuEntry(path: string, { name, name_localizations, description, options }: Json): string[] {
  const names = [name, ...Object.values(isObject(name_localizations) ? name_localizations : {})]
  return [
    ...names.flatMap((one) => textFaults(`${path}.name`, one, 1, 32)),
    ...(description === undefined && options === undefined ? [] : [`${path}: takes neither description nor options`]),
  ]
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

function faultsOfNamed(path: string, named: Json): string[] {
  const faults: string[] = []
  const names = [
    named['name'],
    ...Object.values(isObject(named['name_localizations']) ? named['name_localizations'] : {}),
  ]
  for (const name of names) {
    if (typeof name !== 'string' || !NAME.test(name) || name !== name.toLowerCase())
      faults.push(`${path}: no name: ${name}`)
  }
  const descriptions = [
    named['description'],
    ...Object.values(isObject(named['description_localizations']) ? named['description_localizations'] : {}),
  ]
  for (const description of descriptions) faults.push(...textFaults(`${path}.description`, description, 1, 100))
  const choices = Array.isArray(named['choices']) ? named['choices'] : []
  if (choices.length > 25) faults.push(`${path}.choices: more than 25`)
  if (choices.length > 0 && named['autocomplete'] === true) faults.push(`${path}: choices and autocomplete`)
  for (const choice of choices) {
    faults.push(
      ...textFaults(`${path}.choice`, choice.name, 1, 100),
      ...textFaults(`${path}.choice`, choice.value, 1, 100),
    )
  }
  const options: unknown[] = Array.isArray(named['options']) ? named['options'] : []
  if (options.length > 25) faults.push(`${path}.options: more than 25`)
  const required = options.map((option) => isObject(option) && option['required'] === true)
  if (required.lastIndexOf(true) > required.indexOf(false) && required.includes(false)) {
    faults.push(`${path}.options: a required one after an optional one`)
  }
  const inner = options.flatMap((option, index) =>
    isObject(option) ? faultsOfNamed(`${path}.options[${index}]`, option) : [`${path}.options[${index}]: no object`],
  )
  const optionNames = options.map((option) => (isObject(option) ? String(option['name']) : ''))
  return [...faults, ...inner, ...repeated(`${path}.options name`, optionNames)]
}

/** Names, descriptions and values, each in its longest language. */
function charactersOf(named: Json): number {
  const longest = (text: unknown, localized: unknown): number =>
    Math.max(...[text, ...Object.values(isObject(localized) ? localized : {})].map((one) => String(one ?? '').length))
  const own =
    longest(named['name'], named['name_localizations']) +
    longest(named['description'], named['description_localizations'])
  const inner = [...(Array.isArray(named['options']) ? named['options'] : [])].reduce(
    (sum, one) => sum + charactersOf(one),
    0,
  )
  const choices = [...(Array.isArray(named['choices']) ? named['choices'] : [])].reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  )
  return own + inner + choices
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const unknownKeys = (path: string, value: Json, known: readonly string[]): string[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${path}.${key}: unknown`)

function textFaults(path: string, text: unknown, min: number, max: number): string[] {
  if (typeof text !== 'string') return [`${path}: no text`]
  if (text.trim().length < min) return [`${path}: empty`]
  return text.length > max ? [`${path}: ${text.length} characters are more than ${max}`] : []
}

const repeated = (path: string, values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index).map((value) => `${path}: ${value} twice`)

function valuesOf(json: unknown, key: string): string[] {
  if (Array.isArray(json)) return json.flatMap((one) => valuesOf(one, key))
  if (!isObject(json)) return []
  return Object.entries(json).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(value, key),
  )
}

function countOf(json: unknown): number {
  if (Array.isArray(json)) return json.reduce<number>((sum, one) => sum + countOf(one), 0)
  if (!isObject(json)) return 0
  const own = typeof json['type'] === 'number' ? 1 : 0
  return Object.values(json).reduce<number>((sum, one) => sum + countOf(one), own)
}
