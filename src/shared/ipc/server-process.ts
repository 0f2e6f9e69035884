import Type, { type Static } from 'typebox'

/** What main and the server inside the app say to each other; either side looks at what it gets. */

/** Main to the server's process. */
export const ServerOrder = Type.Union([
  /** Once, at first. `port` null: the usual one, or any that is free; so is it where that one is taken. */
  Type.Object({
    order: Type.Literal('start'),
    folder: Type.String({ minLength: 1 }),
    port: Type.Union([Type.Integer({ minimum: 1, maximum: 65_535 }), Type.Null()])
  }),
  /** Let the owner of the data in: the superuser of this name, who is made where there is nobody yet. */
  Type.Object({ order: Type.Literal('letIn'), username: Type.String({ minLength: 1 }) }),
  /** Say goodbye to everyone, leave the files complete, end. */
  Type.Object({ order: Type.Literal('stop') })
])
export type ServerOrder = Static<typeof ServerOrder>

/**
 * Why it cannot run. folder: its folder cannot be used. path: that has too long a path. disk: there is no room. newer: the data is of a newer program.
 * locked: another program works with the folder and does not say where it listens. port: it may not listen at all.
 */
export const ServerFault = Type.Enum(['folder', 'path', 'disk', 'newer', 'locked', 'port', 'internal'])
export type ServerFault = Static<typeof ServerFault>

/** On this computer, and with its port. */
const LocalUrl = Type.String({ pattern: String.raw`^http://127\.0\.0\.1:[0-9]+$` })

/** The server's process to main. */
export const ServerReport = Type.Union([
  /** The database is open; `isNew`: and was made. */
  Type.Object({ report: Type.Literal('opened'), isNew: Type.Boolean() }),
  Type.Object({ report: Type.Literal('listening'), url: LocalUrl, name: Type.String() }),
  /** Another server runs on the folder; this process ends. */
  Type.Object({ report: Type.Literal('elsewhere'), url: LocalUrl, name: Type.String() }),
  /** It cannot run; this process ends. */
  Type.Object({ report: Type.Literal('failed'), fault: ServerFault }),
  Type.Object({
    report: Type.Literal('letIn'),
    userId: Type.Integer({ minimum: 1 }),
    username: Type.String(),
    token: Type.String({ minLength: 1 })
  }),
  /** There are users, and no superuser of that name among them. */
  Type.Object({ report: Type.Literal('notLetIn') })
])
export type ServerReport = Static<typeof ServerReport>
