import type { TSchema } from 'typebox'

/** What the tables show of a JSON Schema. */
interface Schema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** One field of an object; what is inside of it has rows of its own. */
export interface Field {
  /** With dots into objects, and `[]` into lists. */
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly meaning: string
}

/** The sentence that a schema says of itself. */
export function descriptionOf(schema: TSchema): string {
  return (schema as Schema).description ?? ''
}

/** Frames with the types that share their schema. */
export function framesBySchema(
  frames: Readonly<Record<string, TSchema>>
): readonly { readonly schema: TSchema; readonly types: readonly string[] }[] {
  const schemas = new Set(Object.values(frames))
  return Array.from(schemas, (schema) => ({
    schema,
    types: Object.keys(frames).filter((type) => frames[type] === schema)
  }))
}

/** Every field of an object's schema, those of the objects in it too. A schema with a title is shown elsewhere. */
export function fieldsOf(schema: TSchema): readonly Field[] {
  return fieldsIn(schema, '')
}

function fieldsIn(schema: Schema, before: string): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = before + name
    const meaning = field.description ?? choiceDescription(field) ?? unsaid(name)
    const isRequired = schema.required?.includes(name) ?? false
    return [{ path, type: typeOf(field), isRequired, meaning }, ...fieldsInside(field, path)]
  })
}

/** Only a frame's type goes without saying; a test finds whatever else nothing is said of. */
function unsaid(name: string): string {
  return name === 'type' ? 'What this frame is.' : ''
}

function choiceDescription({ anyOf }: Schema): string | undefined {
  return anyOf?.find(({ description }) => description !== undefined)?.description
}

function fieldsInside(schema: Schema, path: string): readonly Field[] {
  if (schema.title !== undefined) return []
  if (schema.items) return fieldsInside(schema.items, `${path}[]`)
  const [held] = Object.values(schema.patternProperties ?? {})
  if (held) return fieldsInside(held, `${path}.*`)
  const [object] = schema.anyOf?.filter(({ type }) => type === 'object') ?? []
  return fieldsIn(object && !isFrames(schema) ? object : schema, `${path}.`)
}

/** The kind of value in words, with its bounds. */
function typeOf(schema: Schema): string {
  if (schema.title !== undefined) return schema.title === 'person' ? '[person](#a-person)' : schema.title
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map(code).join(' or ')
  if (isFrames(schema)) return 'frame'
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ')
  switch (schema.type) {
    case 'object':
      return schema.patternProperties ? 'object, by name' : 'object'
    case 'array':
      return schema.items ? `list: ${typeOf(schema.items)}` : 'list'
    case 'integer':
      return `whole number${boundsOf(schema.minimum, schema.maximum)}`
    case 'string':
      return `text${boundsOf(schema.minLength, schema.maxLength, ' characters')}${patternOf(schema)}`
    case 'boolean':
      return '`true` or `false`'
    case 'null':
      return '`null`'
    default:
      return 'number or text'
  }
}

/** A choice between frames is told by their names, not by their fields. */
function isFrames({ anyOf }: Schema): boolean {
  return anyOf?.every(({ properties }) => properties?.['type']) ?? false
}

function boundsOf(least: number | undefined, most: number | undefined, unit = ''): string {
  if (most !== undefined) return least ? `, ${least} to ${most}${unit}` : `, at most ${most}${unit}`
  return least === undefined ? '' : `, from ${least}${unit}`
}

function patternOf({ pattern }: Schema): string {
  return pattern === undefined ? '' : `, \`${pattern}\``
}

export function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``
}

/** A Markdown table. A stroke in a cell would end it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The table of an object's fields. */
export function fieldTable(schema: TSchema): string {
  const rows = fieldsOf(schema).map(({ path, type, isRequired, meaning }) => [
    `\`${path}\``,
    type,
    isRequired ? 'yes' : 'no',
    meaning
  ])
  return table(['field', 'type', 'required', 'meaning'], rows)
}

/** A value as a block of JSON; the formatter decides about its lines. */
export function jsonBlock(value: unknown): string {
  return ['```json', JSON.stringify(value), '```'].join('\n')
}
