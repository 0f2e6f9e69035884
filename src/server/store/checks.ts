/** One thing to be looked at, in SQL: how much of it there is, and a sentence for each fault. */
export interface Check {
  /** The schema from which on it can be. */
  readonly since: number
  readonly looks: string
  readonly count: string
  readonly problems: string
}

const INITIAL = 1
const NOTIFICATIONS = 2
const ADMINISTRATION = 3
const READ_POSITIONS = 4

/** What must be true of every server's file, whoever wrote it last. */
export const CHECKS: readonly Check[] = [
  {
    since: INITIAL,
    looks: 'pages of the file',
    count: 'SELECT page_count FROM pragma_page_count()',
    problems: `SELECT integrity_check || '.' FROM pragma_integrity_check() WHERE integrity_check <> 'ok'`
  },
  {
    since: INITIAL,
    looks: 'tables whose rows refer to others',
    count: `SELECT count(DISTINCT m.name) FROM sqlite_schema AS m, pragma_foreign_key_list(m.name)`,
    problems: `
      SELECT format('Row %s of %s refers to a row of %s that is not there.', rowid, "table", parent)
      FROM pragma_foreign_key_check()`
  },
  {
    since: INITIAL,
    looks: 'streams, numbered from 1 to their head without a gap',
    count: 'SELECT count(*) FROM streams',
    problems: `
      SELECT format('Stream %s should have the numbers 1 to %d, but has %d events, from %d to %d.',
        name, head, count(seq), coalesce(min(seq), 0), coalesce(max(seq), 0))
      FROM streams LEFT JOIN events ON events.stream = streams.id
      GROUP BY streams.id
      HAVING count(seq) <> head OR coalesce(max(seq), 0) <> head OR coalesce(min(seq), 1) <> 1`
  },
  {
    since: INITIAL,
    looks: 'events, each with an id of its own',
    count: 'SELECT count(*) FROM events',
    problems: `
      SELECT format('%d events have the id %s.', count(*), id) FROM events GROUP BY id HAVING count(*) > 1`
  },
  {
    since: INITIAL,
    looks: 'rooms, whose messages are counted from 1 without a gap, in the order of their numbers',
    count: 'SELECT count(*) FROM rooms',
    problems: `
      SELECT format('Room %s counts %d messages, but has %d, counted from %d to %d.',
        name, last_n, count(n), coalesce(min(n), 0), coalesce(max(n), 0))
      FROM rooms LEFT JOIN messages ON messages.room = rooms.id
      GROUP BY rooms.id
      HAVING count(DISTINCT n) <> last_n OR coalesce(max(n), 0) <> last_n OR count(n) <> last_n
      UNION ALL
      SELECT format('Message %d is counted %d, after message %d.', id, n, before)
      FROM (
        SELECT id, n, lag(n, 1, 0) OVER (PARTITION BY room ORDER BY seq) AS before FROM messages
      ) WHERE n <= before`
  },
  {
    since: INITIAL,
    looks: 'messages, each with the event that posted it and, if so, the one that deleted it',
    count: 'SELECT count(*) FROM messages',
    problems: `
      SELECT format('Message %d has no event that posted it at number %d of its room.', messages.id, messages.seq)
      FROM messages JOIN rooms ON rooms.id = messages.room
      LEFT JOIN events ON events.stream = rooms.stream AND events.seq = messages.seq
        AND events.kind = 'posted' AND events.subject = messages.id
      WHERE events.seq IS NULL
      UNION ALL
      SELECT format('Message %d is deleted, but no event says so at number %d of its room.', messages.id, messages.rev)
      FROM messages JOIN rooms ON rooms.id = messages.room
      LEFT JOIN events ON events.stream = rooms.stream AND events.seq = messages.rev
        AND events.kind = 'deleted' AND events.subject = messages.id
      WHERE messages.body IS NULL AND events.seq IS NULL
      UNION ALL
      SELECT format('Event %d of room %s is about message %d, which does not say so.',
        events.seq, rooms.name, events.subject)
      FROM events JOIN rooms ON rooms.stream = events.stream
      LEFT JOIN messages ON messages.id = events.subject AND messages.room = rooms.id
        AND CASE events.kind WHEN 'posted' THEN messages.seq = events.seq
          WHEN 'deleted' THEN messages.rev = events.seq AND messages.body IS NULL END
      WHERE messages.id IS NULL`
  },
  {
    since: NOTIFICATIONS,
    looks: 'notifications, each in a stream',
    count: 'SELECT count(*) FROM notifications',
    problems: `
      SELECT format('Notification %d has %d events that sent it.', notifications.id, count(events.seq))
      FROM notifications LEFT JOIN events ON events.stream = notifications.stream
        AND events.kind = 'notified' AND events.subject = notifications.id
      GROUP BY notifications.id HAVING count(events.seq) <> 1
      UNION ALL
      SELECT format('Event %d of stream %s is about notification %d, which is not there.',
        events.seq, streams.name, events.subject)
      FROM events JOIN streams ON streams.id = events.stream
      WHERE events.kind IN ('notified', 'read', 'read_to')
        AND events.subject NOT IN (SELECT id FROM notifications)`
  },
  {
    since: NOTIFICATIONS,
    looks: 'users, each with a stream and a password',
    count: 'SELECT count(*) FROM users',
    problems: `
      SELECT format('User %s has no stream.', username) FROM users
      WHERE 'user:' || id NOT IN (SELECT name FROM streams)
      UNION ALL
      SELECT format('User %s has no password.', username) FROM users WHERE password_hash NOT LIKE '$argon2id$%'`
  },
  {
    since: READ_POSITIONS,
    looks: 'read positions, none of which is beyond what the room holds',
    count: 'SELECT count(*) FROM read_positions',
    problems: `
      SELECT format('User %s has read room %s up to message %d, but it has %d.', username, rooms.name, n, last_n)
      FROM read_positions JOIN rooms ON rooms.id = room JOIN users ON users.id = user
      WHERE n > last_n`
  },
  {
    since: INITIAL,
    looks: 'tokens, kept as hashes',
    count: 'SELECT count(*) FROM tokens',
    problems: `SELECT format('Token %d is not kept as a hash.', id) FROM tokens WHERE length(hash) <> 32`
  },
  {
    since: ADMINISTRATION,
    looks: 'deactivated users, none of whom is signed in',
    count: 'SELECT count(*) FROM users WHERE deactivated_at IS NOT NULL',
    problems: `
      SELECT format('User %s is deactivated, but has token %d.', username, tokens.id)
      FROM tokens JOIN users ON users.id = tokens.user
      WHERE deactivated_at IS NOT NULL AND revoked_at IS NULL`
  },
  {
    since: INITIAL,
    looks: 'epochs, none of which begins after what the streams hold',
    count: 'SELECT count(*) FROM epochs',
    problems: `
      SELECT 'There is no epoch.' WHERE NOT EXISTS (SELECT * FROM epochs)
      UNION ALL
      SELECT format('The newest epoch begins at number %d of stream %s, which ends at %d.',
        epoch_heads.head, streams.name, streams.head)
      FROM epoch_heads JOIN streams ON streams.id = epoch_heads.stream
      WHERE epoch_heads.head > streams.head AND epoch = (SELECT max(number) FROM epochs)`
  },
  {
    since: ADMINISTRATION,
    looks: 'entries of the audit log, none of which is missing',
    count: 'SELECT count(*) FROM audit',
    problems: `
      SELECT format('The audit log has %d entries, but was given %d.', entries, given)
      FROM (
        SELECT (SELECT count(*) FROM audit) AS entries,
          coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0) AS given
      ) WHERE entries <> given
      UNION ALL
      SELECT 'The audit log lacks what keeps its entries from being changed.'
      WHERE (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit') < 3`
  }
]
