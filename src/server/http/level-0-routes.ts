import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Room } from '../../shared/model/room.ts'
import { HISTORY_PATH, ME_PATH } from '../../shared/protocol/constants.ts'
import { type HistoryAnswer, HistoryQuery } from '../../shared/protocol/http.ts'
import { encodeHistoryLevel0 } from '../../shared/protocol/level-0.ts'
import { userToWire, type WireUser } from '../../shared/protocol/wire.ts'
import { bearerToken } from '../accounts/bearer.ts'
import { roomsAtLevel0 } from '../rooms/reading.ts'
import type { Identity, MessageReader } from '../store/store.ts'
import { sendError } from './app.ts'

export interface Level0RoutesDeps {
  readonly identify: (token: string) => Promise<Identity | null>
  /** The rooms whose messages somebody may read. */
  readonly roomsOf: (identity: Identity) => Promise<readonly Room[]>
  readonly reader: MessageReader
}

export const USUAL_PAGE = 100
export const LARGEST_PAGE = 200

/** What a level 0 client reads over HTTP, because its frames have no words for it: older messages, and who it is. */
export function addLevel0Routes(app: FastifyInstance, { identify, roomsOf, reader }: Level0RoutesDeps): void {
  async function asker({ headers }: FastifyRequest): Promise<Identity | null> {
    const token = bearerToken(headers.authorization)
    return token === null ? null : identify(token)
  }

  app.get<{ Querystring: HistoryQuery }>(
    HISTORY_PATH,
    { schema: { querystring: HistoryQuery } },
    async (request, reply): Promise<HistoryAnswer> => {
      const identity = await asker(request)
      if (!identity) return sendError(reply, 401, 'unauthorized')
      const { limit = USUAL_PAGE, before } = request.query
      const roomIds = roomsAtLevel0(await roomsOf(identity)).map(({ id }) => id)
      const size = Math.min(Number(limit), LARGEST_PAGE)
      const below = before === undefined ? null : Number(before)
      return encodeHistoryLevel0(await reader.messagesBefore(roomIds, below, size))
    }
  )

  app.get(ME_PATH, async (request, reply): Promise<WireUser> => {
    const identity = await asker(request)
    return identity ? userToWire(identity.user) : sendError(reply, 401, 'unauthorized')
  })
}
