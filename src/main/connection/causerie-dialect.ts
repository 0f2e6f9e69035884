import { FULL_CAPABILITIES } from '../../shared/model/capabilities.ts'
import { CLOSE } from '../../shared/protocol/constants.ts'
import { readDown } from '../../shared/protocol/down.ts'
import { encodeUp } from '../../shared/protocol/up.ts'
import { fail, ok } from '../../shared/std/result.ts'
import type { AskToken } from './connection.ts'
import type { Dialect } from './dialect.ts'
import { socketUrl } from './http.ts'

/** How a Causerie server is spoken to. The token goes into a header, so that it is in no URL and no log. */
export function createCauserieDialect(origin: string, askToken: AskToken): Dialect {
  return {
    capabilities: FULL_CAPABILITIES,
    async open() {
      const token = await askToken()
      if (!token.ok) return token
      return ok({ url: socketUrl(origin), headers: { authorization: `Bearer ${token.value}` } })
    },
    encode: encodeUp,
    read(frame) {
      const read = readDown(frame)
      if (!read.ok) return read
      const down = read.value
      if (down === null) return ok(null)
      if (down.type === 'reconnect') return ok(down)
      if (down.type !== 'hello') return ok({ type: 'frame', frame: down })
      const { server, user, rooms, messageLimit, heartbeat, time } = down
      return ok({ type: 'greeting', greeting: { server, user, rooms, messageLimit, time }, heartbeat })
    },
    unspoken: null,
    longestLink: null,
    isSignedOut: async (end) => (end.kind === 'refused' ? end.status === 401 : end.code === CLOSE.signedOut),
    // Its history comes in the streams.
    page: async () => fail('unavailable')
  }
}
